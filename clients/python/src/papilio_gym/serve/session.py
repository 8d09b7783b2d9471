"""One session's environments and the order of its requests."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.vector import AutoresetMode, SyncVectorEnv

from papilio_gym import structs, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import answers, requests
from papilio_gym.serve.catalog import Catalog, spec_of
from papilio_gym.serve.leases import Capacity
from papilio_gym.serve.refusals import out_of_place, reset_needed

_MODES = {
    pb.AUTORESET_MODE_UNSPECIFIED: AutoresetMode.NEXT_STEP,
    pb.AUTORESET_MODE_NEXT_STEP: AutoresetMode.NEXT_STEP,
    pb.AUTORESET_MODE_SAME_STEP: AutoresetMode.SAME_STEP,
    pb.AUTORESET_MODE_DISABLED: AutoresetMode.DISABLED,
}
_WIRE_MODES = {mode: code for code, mode in _MODES.items() if code}


class EnvironmentSession:
    """From open to close. Refused raised here leaves it as it was, Ended is its end."""

    def __init__(self, catalog: Catalog, capacity: Capacity) -> None:
        self._catalog = catalog
        self._capacity = capacity
        self._envs: SyncVectorEnv | None = None
        self._running = False
        self._ended: tensors.Array = np.zeros(0, np.bool_)
        self._wanted: answers.Wanted = lambda name: True

    def answer(self, request: pb.InteractRequest) -> pb.InteractResponse:
        """The response to a request, other than an error."""
        kind = request.WhichOneof("request")
        if kind == "open":
            return pb.InteractResponse(open=self._open(request.open))
        if kind == "close":
            return pb.InteractResponse(close=pb.CloseResponse())
        if self._envs is None or kind is None:
            raise out_of_place(f"request: {kind or 'empty'} (expected: open)")
        if kind == "reset":
            return pb.InteractResponse(time_step=self._reset(self._envs, request.reset))
        return pb.InteractResponse(time_step=self._step(self._envs, request.step))

    def close(self) -> None:
        """Frees the environments."""
        if self._envs is not None:
            self._envs.close()
            self._capacity.give_back(self._envs.num_envs)
            self._envs = None

    def _open(self, request: pb.OpenRequest) -> pb.OpenResponse:
        if self._envs is not None:
            raise out_of_place("request: open (expected: once)")
        num_envs, mode = request.num_envs or 1, _MODES[request.autoreset_mode]
        self._capacity.take(num_envs)
        try:
            options = {k: v for k, v in structs.decode(request.options).items() if v is not None}
            self._envs = self._catalog.make(request.environment_id, num_envs, mode, options)
        except BaseException:
            self._capacity.give_back(num_envs)
            raise
        self._ended = np.zeros(num_envs, np.bool_)
        if request.HasField("info"):
            self._wanted = frozenset(request.info.names).__contains__
        return pb.OpenResponse(
            spec=spec_of(request.environment_id, self._envs),
            num_envs=num_envs,
            autoreset_mode=_WIRE_MODES[mode],
            lease_seconds=self._capacity.limits.lease_seconds,
        )

    def _reset(self, envs: SyncVectorEnv, request: pb.ResetRequest) -> pb.TimeStep:
        seed = requests.seed(request, envs.num_envs)
        mask = requests.mask(request, envs.num_envs)
        if not (self._running or mask.all()):
            raise reset_needed("mask: before the first reset")
        options = structs.decode(request.options)
        if request.HasField("mask"):
            options["reset_mask"] = mask.copy()
        result: tuple[Any, ...] = envs.reset(seed=seed, options=options or None)
        self._running, self._ended = True, self._ended & ~mask
        return answers.after_reset(envs, result, self._wanted)

    def _step(self, envs: SyncVectorEnv, request: pb.StepRequest) -> pb.TimeStep:
        if not self._running:
            raise reset_needed("step: before the first reset")
        if envs.autoreset_mode is AutoresetMode.DISABLED and self._ended.any():
            ended = np.flatnonzero(self._ended).tolist()
            raise reset_needed(f"step: the episodes of {ended} have ended")
        result: tuple[Any, ...] = envs.step(requests.actions(request.actions, envs))
        self._ended = np.logical_or(result[2], result[3])
        return answers.after_step(envs, result, self._wanted)
