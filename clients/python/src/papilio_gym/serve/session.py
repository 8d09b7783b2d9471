"""One session's environments and the order of its requests."""

from __future__ import annotations

from typing import Any

import gymnasium
from gymnasium.vector import AutoresetMode

from papilio_gym import structs
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import images, requests, snapshots, time_steps
from papilio_gym.serve.capacity import Holding
from papilio_gym.serve.catalog import Catalog, spec_of
from papilio_gym.serve.failures import invalid, out_of_order, reset_needed, unsupported
from papilio_gym.serve.leases import OPEN_SECONDS
from papilio_gym.serve.limits import Limits
from papilio_gym.serve.vectors import Bounds, Row, TimeStep, Vector

_MODES = {
    pb.AUTORESET_MODE_UNSPECIFIED: AutoresetMode.NEXT_STEP,
    pb.AUTORESET_MODE_NEXT_STEP: AutoresetMode.NEXT_STEP,
    pb.AUTORESET_MODE_SAME_STEP: AutoresetMode.SAME_STEP,
    pb.AUTORESET_MODE_DISABLED: AutoresetMode.DISABLED,
}
_WIRE_MODES = {mode: code for code, mode in _MODES.items() if code}
_MOST = 2**31 - 1

# What an environment raises for options of a reset that it does not take.
_OF_OPTIONS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError),
    gymnasium.error.Error,
)


class EnvironmentSession:
    """Environments from open to close; RequestFailed leaves them as they were."""

    def __init__(self, catalog: Catalog, limits: Limits, holding: Holding, bounds: Bounds) -> None:
        self._catalog = catalog
        self._limits = limits
        self._holding = holding
        self._bounds = bounds
        self._vector: Vector | None = None
        self._labels: list[str] = []  # Which environments a snapshot fits.
        self._wanted: time_steps.Wanted = lambda name: True

    def answer(self, request: pb.InteractRequest) -> pb.InteractResponse:
        """The response to a request."""
        kind = request.WhichOneof("request")
        if kind is None:
            raise out_of_order("nothing", "a request of the protocol")
        if kind == "open":
            return pb.InteractResponse(open=self._open(request.open))
        if kind == "close":
            return pb.InteractResponse(close=pb.CloseResponse())
        if self._vector is None:
            raise out_of_order(kind, "open first")
        if kind == "snapshot":
            return pb.InteractResponse(snapshot=self._snapshot(self._vector))
        if kind == "render":
            _check_running(self._vector, "render")
            envs = [row.env for row in self._vector.rows]
            return pb.InteractResponse(render=images.drawn(envs, request.render))
        execute: Any = {
            "reset": self._reset, "step": self._step, "restore": self._restore, "fork": self._fork
        }[kind]  # fmt: skip
        steps: list[TimeStep] = execute(self._vector, getattr(request, kind))
        space = self._vector.observation_space
        return pb.InteractResponse(time_step=time_steps.encode(space, steps, self._wanted))

    def overdue(self) -> tuple[float, str]:
        """Seconds within which the next request must come, 0 for ever; the message after them."""
        if self._vector is None:
            return OPEN_SECONDS, f"the session was not opened within {OPEN_SECONDS:.0f} s"
        lease = self._limits.lease_seconds
        return lease, f"the session sent no request within its lease of {lease} s"

    def close(self) -> None:
        """Frees the environments."""
        if self._vector is not None:
            vector, self._vector = self._vector, None
            vector.close()
            self._holding.free()

    def _open(self, request: pb.OpenRequest) -> pb.OpenResponse:
        if self._vector is not None:
            raise out_of_order("open", "open only once")
        num_envs, mode = request.num_envs or 1, _MODES.get(request.autoreset_mode)
        if num_envs > _MOST:
            raise invalid("num_envs", num_envs, f"at most {_MOST}")
        if mode is None:
            raise invalid("autoreset_mode", request.autoreset_mode, "one of the protocol's")
        if request.wrappers:
            raise unsupported("this server has no wrappers: use Gymnasium's in the client")
        self._holding.take_environments(num_envs)
        try:
            id_, each = request.environment_id, requests.keywords(request, num_envs)
            vector = self._catalog.make(id_, mode, each, self._bounds)
            try:
                spec = spec_of(id_, vector.rows[0].env)
            except TypeError as error:
                vector.close()
                raise invalid("options", error, "spaces of the protocol") from error
        except BaseException:
            self._holding.free()
            raise
        self._labels = [f"{id_} with {dict(sorted(keywords.items()))}" for keywords in each]
        self._vector = vector
        if request.HasField("info"):
            self._wanted = frozenset(request.info.names).__contains__
        return pb.OpenResponse(
            spec=spec,
            num_envs=num_envs,
            autoreset_mode=_WIRE_MODES[mode],
            lease_seconds=self._limits.lease_seconds,
        )

    def _reset(self, vector: Vector, request: pb.ResetRequest) -> list[TimeStep]:
        seeds = requests.seeds(request, len(vector))
        mask = requests.mask(request, len(vector))
        if not mask.all():
            _check_running(vector, "partial reset")
        options = structs.decode(request.options) or None
        steps = []
        try:
            for row, seed, chosen in zip(vector.awaited(), seeds, mask, strict=True):
                if chosen:
                    steps.append(row.reset(seed, options))
                elif row.newest is not None:
                    steps.append(TimeStep(row.newest.observation))
        except _OF_OPTIONS as error:
            if options is None:
                raise
            for row in vector.rows:
                row.newest = None  # Some episodes may have begun.
            reason = str(error) or type(error).__name__
            raise invalid("options", reason, "options of this reset") from error
        return steps

    def _step(self, vector: Vector, request: pb.StepRequest) -> list[TimeStep]:
        _check_running(vector, "step")
        ended = vector.ended()
        if vector.mode is AutoresetMode.DISABLED and any(ended):
            which = [i for i, one in enumerate(ended) if one]
            raise reset_needed(f"step after the end of the episodes of {which}")
        # An environment whose episode has ended begins the next one without its action.
        used = [not one for one in ended]
        return vector.step(requests.actions(request.actions, vector.action_space, used))

    def _snapshot(self, vector: Vector) -> pb.SnapshotResponse:
        _check_running(vector, "snapshot")
        return pb.SnapshotResponse(snapshots=map(snapshots.dump, self._labels, vector.rows))

    def _restore(self, vector: Vector, request: pb.RestoreRequest) -> list[TimeStep]:
        given = requests.one_each("snapshots", request.snapshots, len(vector))
        if not all(given):
            _check_running(vector, "partial restore")
        rows = [
            snapshots.load(label, snapshot, _place(vector, i)) if snapshot else vector.rows[i]
            for i, (label, snapshot) in enumerate(zip(self._labels, given, strict=True))
        ]
        return vector.continue_from(rows)

    def _fork(self, vector: Vector, request: pb.ForkRequest) -> list[TimeStep]:
        sources = requests.one_each("sources", request.sources, len(vector))
        for i, source in enumerate(sources):
            if source >= len(vector):
                raise invalid(f"sources[{i}]", source, f"0 to {len(vector) - 1}")
        _check_running(vector, "fork")
        rows: list[Row] = []
        for i, source in enumerate(sources):
            snapshots.check_label(self._labels[source], self._labels[i], _place(vector, i))
            row = vector.rows[source]
            rows.append(row if i == source else snapshots.copied(row))
        return vector.continue_from(rows)


def _check_running(vector: Vector, request: str) -> None:
    if not vector.running:
        raise reset_needed(f"{request} before reset")


def _place(vector: Vector, i: int) -> str:
    """The beginning of a message about one of several environments."""
    return f"environment {i}: " if len(vector) > 1 else ""
