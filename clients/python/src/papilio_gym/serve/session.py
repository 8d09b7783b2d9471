"""One session's environments and the order of its requests."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode, SyncVectorEnv

from papilio_gym import structs
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import answers, images, requests
from papilio_gym.serve.catalog import Catalog, spec_of
from papilio_gym.serve.leases import Capacity
from papilio_gym.serve.refusals import Refused, invalid, out_of_place, reset_needed
from papilio_gym.serve.snapshots import Kept, all_of, check_label, copied, dump, load, put

_MODES = {
    pb.AUTORESET_MODE_UNSPECIFIED: AutoresetMode.NEXT_STEP,
    pb.AUTORESET_MODE_NEXT_STEP: AutoresetMode.NEXT_STEP,
    pb.AUTORESET_MODE_SAME_STEP: AutoresetMode.SAME_STEP,
    pb.AUTORESET_MODE_DISABLED: AutoresetMode.DISABLED,
}
# What an environment raises that does not take the options of a reset.
_OF_OPTIONS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError),
    gymnasium.error.Error,
)
_MOST = 2**31 - 1
_WIRE_MODES = {mode: code for code, mode in _MODES.items() if code}


class EnvironmentSession:
    """From open to close. Refused raised here leaves it as it was, Ended is its end."""

    def __init__(self, catalog: Catalog, capacity: Capacity) -> None:
        self._catalog = catalog
        self._capacity = capacity
        self._envs: SyncVectorEnv | None = None
        self._labels: list[str] = []  # What each environment is; no other's snapshot fits it.
        self._newest: list[Kept] = []  # Of every environment; empty before the first reset.
        self._wanted: answers.Wanted = lambda name: True

    def answer(self, request: pb.InteractRequest) -> pb.InteractResponse:
        """The response to a request, other than an error."""
        kind = request.WhichOneof("request")
        if kind is None:
            raise out_of_place("request: nothing (expected: a request of the protocol)")
        if kind == "open":
            return pb.InteractResponse(open=self._open(request.open))
        if kind == "close":
            return pb.InteractResponse(close=pb.CloseResponse())
        if self._envs is None:
            raise out_of_place(f"request: {kind} (expected: open first)")
        if kind == "snapshot":
            return pb.InteractResponse(snapshot=self._snapshot())
        if kind == "render":
            self._check_running("render")
            return pb.InteractResponse(render=images.drawn(self._envs.envs, request.render))
        return pb.InteractResponse(time_step=self._time_step(self._envs, kind, request))

    def _time_step(
        self, envs: SyncVectorEnv, kind: str, request: pb.InteractRequest
    ) -> pb.TimeStep:
        if kind == "reset":
            return self._reset(envs, request.reset)
        if kind == "step":
            return self._step(envs, request.step)
        if kind == "restore":
            return self._restore(envs, request.restore)
        return self._fork(envs, request.fork)

    def close(self) -> None:
        """Frees the environments."""
        if self._envs is not None:
            envs, self._envs = self._envs, None
            try:
                envs.close()
            finally:
                self._capacity.give_back(envs.num_envs)

    def _open(self, request: pb.OpenRequest) -> pb.OpenResponse:
        if self._envs is not None:
            raise out_of_place("request: open (expected: open only once)")
        num_envs, mode = request.num_envs or 1, _MODES.get(request.autoreset_mode)
        if num_envs > _MOST:
            raise invalid(f"num_envs: {num_envs} (expected: at most {_MOST})")
        if mode is None:
            came = f"autoreset_mode: {request.autoreset_mode}"
            raise invalid(f"{came} (expected: next step, same step, disabled)")
        self._capacity.take(num_envs)
        try:
            id_, wrappers = request.environment_id, request.wrappers
            each = requests.options(request, num_envs)
            envs = self._catalog.make(id_, mode, each, wrappers)
            try:
                spec = spec_of(id_, envs)
            except BaseException:
                envs.close()
                raise
            around = [(one.name, sorted(structs.decode(one.options).items())) for one in wrappers]
            self._labels = [
                f"{id_} with {dict(sorted(options.items()))} and the wrappers {around}"
                for options in each
            ]
        except BaseException:
            self._capacity.give_back(num_envs)
            raise
        self._envs = envs
        if request.HasField("info"):
            self._wanted = frozenset(request.info.names).__contains__
        return pb.OpenResponse(
            spec=spec,
            num_envs=num_envs,
            autoreset_mode=_WIRE_MODES[mode],
            lease_seconds=self._capacity.limits.lease_seconds,
        )

    def _reset(self, envs: SyncVectorEnv, request: pb.ResetRequest) -> pb.TimeStep:
        seed = requests.seed(request, envs.num_envs)
        mask = requests.mask(request, envs.num_envs)
        if not mask.all():
            self._check_running("partial reset")
        options = requests.reset_options(request)
        masked = {"reset_mask": mask.copy()} if request.HasField("mask") else {}
        try:
            result: tuple[Any, ...] = envs.reset(seed=seed, options={**options, **masked} or None)
        except _OF_OPTIONS as error:
            if not options:
                raise
            self._newest = []  # Some environments may have begun.
            reason = str(error) or type(error).__name__
            raise invalid(f"options: {reason} (expected: options of this reset)") from error
        nothing = np.zeros(envs.num_envs, np.bool_)
        begun = all_of(envs, (result[0], nothing * 0.0, nothing, nothing, result[1]))
        self._newest = [new if chosen else old for new, old, chosen in zip(
            begun, self._newest or begun, mask, strict=True
        )]  # fmt: skip
        return self._answered(answers.after_reset, envs, result)

    def _step(self, envs: SyncVectorEnv, request: pb.StepRequest) -> pb.TimeStep:
        self._check_running("step")
        ended = [i for i, newest in enumerate(self._newest) if newest.ended]
        if envs.autoreset_mode is AutoresetMode.DISABLED and ended:
            raise reset_needed(f"step after the end of the episodes of {ended}")
        result: tuple[Any, ...] = envs.step(requests.actions(request.actions, envs))
        self._newest = all_of(envs, result)
        return self._answered(answers.after_step, envs, result)

    def _snapshot(self) -> pb.SnapshotResponse:
        self._check_running("snapshot")
        return pb.SnapshotResponse(snapshots=list(map(dump, self._labels, self._newest)))

    def _restore(self, envs: SyncVectorEnv, request: pb.RestoreRequest) -> pb.TimeStep:
        given = requests.one_each("snapshots", request.snapshots, envs.num_envs)
        if not all(given):
            self._check_running("partial restore")
        where = _names(envs)
        kept = [
            load(self._labels[i], one, where[i]) if one else self._newest[i]
            for i, one in enumerate(given)
        ]
        return self._go_on(envs, kept)

    def _fork(self, envs: SyncVectorEnv, request: pb.ForkRequest) -> pb.TimeStep:
        sources = requests.one_each("sources", request.sources, envs.num_envs)
        for i, source in enumerate(sources):
            if source >= envs.num_envs:
                raise invalid(f"sources[{i}]: {source} (expected: 0 to {envs.num_envs - 1})")
        self._check_running("fork")
        newest, labels, where = self._newest, self._labels, _names(envs)
        for i, j in enumerate(sources):
            check_label(labels[j], labels[i], where[i])
        kept = [
            newest[j] if i == j else copied(labels[j], newest[j]) for i, j in enumerate(sources)
        ]
        return self._go_on(envs, kept)

    def _go_on(self, envs: SyncVectorEnv, kept: list[Kept]) -> pb.TimeStep:
        result = put(envs, kept)
        self._newest = all_of(envs, result)
        return self._answered(answers.after_step, envs, result)

    def _answered(self, answer: Any, envs: SyncVectorEnv, result: tuple[Any, ...]) -> pb.TimeStep:
        try:
            told: pb.TimeStep = answer(envs, result, self._wanted)
            return told
        except Refused:
            self._newest = []  # The client does not know how far the episodes are.
            raise

    def _check_running(self, what: str) -> None:
        if not self._newest:
            raise reset_needed(f"{what} before reset")


def _names(envs: SyncVectorEnv) -> list[str]:
    """How refusals begin: with the environment, where there are several."""
    return [f"environment {i}: " if envs.num_envs > 1 else "" for i in range(envs.num_envs)]
