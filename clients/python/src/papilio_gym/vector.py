"""Many environments on a server that step in one message, as a gymnasium.vector.VectorEnv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, SupportsIndex

import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from papilio_gym import elements, infos, opening, rendering, spaces, structs, tensors
from papilio_gym.arguments import (
    actions_of,
    digits_of,
    keywords_of,
    mode_of,
    number_of_environments,
    overrides_of,
    seeds_of,
    snapshots_of,
    sources_of,
)
from papilio_gym.errors import InvalidArgument
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.shown import shown
from papilio_gym.tokens import WithoutToken

Steps = tuple[Any, tensors.Array, tensors.Array, tensors.Array, dict[str, Any]]
Integers = Sequence[SupportsIndex] | NDArray[np.integer[Any]]
Seeds = SupportsIndex | Sequence[SupportsIndex | None] | NDArray[np.integer[Any]] | None

_SNAPSHOT = pb.InteractRequest(snapshot=pb.SnapshotRequest())
_MODES = {
    AutoresetMode.NEXT_STEP: pb.AUTORESET_MODE_NEXT_STEP,
    AutoresetMode.SAME_STEP: pb.AUTORESET_MODE_SAME_STEP,
    AutoresetMode.DISABLED: pb.AUTORESET_MODE_DISABLED,
}


class PapilioVectorEnv(WithoutToken, VectorEnv[Any, Any, tensors.Array]):
    """Environments of one id; `gymnasium.make_vec("papilio/ID", num_envs=64)` makes them.

    Args:
        num_envs: how many.
        autoreset_mode: what follows the end of an episode, as in Gymnasium.
        max_episode_steps: counted by the server.
        overrides: keywords that differ between the environments: none, or a mapping for each, which
            go before the others. All must have the spaces of the first.

    The other arguments are those of PapilioEnv, and it is for one thread at a time as well.
    """

    @opening.without_type_errors
    def __init__(
        self,
        environment_id: str,
        num_envs: SupportsIndex = 1,
        *,
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
        target: str | None = None,
        token: str | None = None,
        tls: opening.Tls = False,
        channel_options: Iterable[tuple[str, Any]] = (),
        connect_timeout: float = 20.0,
        info_names: Iterable[str] | None = None,
        server_wrappers: Sequence[opening.Wrapper] = (),
        render_mode: str | None = None,
        max_episode_steps: SupportsIndex | None = None,
        overrides: Iterable[Mapping[str, Any]] = (),
        **options: Any,
    ) -> None:
        size = number_of_environments(num_envs)
        mode = mode_of(autoreset_mode)
        request = opening.request(
            environment_id, info_names, server_wrappers, max_episode_steps, options
        )
        request.overrides.extend(overrides_of(overrides))
        request.num_envs, request.autoreset_mode = size, _MODES[mode]
        server = opening.server(target, token, tls, channel_options, connect_timeout)
        self._session = opening.session(server, request, render_mode)
        self.render_mode = render_mode
        spec = self._session.opened.spec
        self.num_envs = size
        self.single_observation_space = spaces.decode(spec.observation_space)
        self.single_action_space = spaces.decode(spec.action_space)
        self.observation_space = batch_space(self.single_observation_space, size)
        self.action_space = batch_space(self.single_action_space, size)
        self.metadata = {**opening.metadata(spec), "autoreset_mode": mode}

    def reset(
        self, *, seed: Seeds = None, options: Mapping[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Begins episodes in all environments, or in those of options["reset_mask"]."""
        keywords = keywords_of(options)
        request = pb.ResetRequest()
        if (mask := keywords.pop("reset_mask", None)) is not None:
            request.mask.CopyFrom(self._mask(mask))
        request.options.CopyFrom(structs.encode(keywords, "options"))
        if isinstance(seed, (int, np.integer)):
            request.seed = digits_of(seed)
            super().reset(seed=int(seed))
        elif seed is not None:
            request.seeds.seeds.extend(seeds_of(seed))
        answer = self._session.ask(pb.InteractRequest(reset=request)).time_step
        return self._observations(answer), infos.of_all(answer.info, self.num_envs)

    def step(self, actions: Any) -> Steps:
        batch = actions_of(self.single_action_space, actions, elements.encode_batch)
        return self._steps(pb.InteractRequest(step=pb.StepRequest(actions=batch)))

    def snapshot(self) -> list[bytes]:
        """Of each environment, everything that decides what comes next."""
        return list(self._session.ask(_SNAPSHOT).snapshot.snapshots)

    def restore(self, snapshots: Iterable[bytes | None]) -> Steps:
        """Goes on from snapshots, bit for bit, in all environments that are given one.

        Answers the newest time step of every environment.
        """
        request = pb.RestoreRequest(snapshots=snapshots_of(snapshots))
        return self._steps(pb.InteractRequest(restore=request))

    def fork(self, sources: Integers) -> Steps:
        """Environment i goes on as a copy of environment sources[i], generator and all.

        Answers the newest time step of every environment.
        """
        request = pb.ForkRequest(sources=sources_of(sources, self.num_envs))
        return self._steps(pb.InteractRequest(fork=request))

    def render(self) -> tuple[Any, ...] | None:
        """A frame of each environment; None without a render_mode."""
        if self.render_mode is None:
            return None
        return tuple(rendering.frames(self._session, self.render_mode))

    def close_extras(self, **kwargs: Any) -> None:
        self._session.close()

    def _steps(self, request: pb.InteractRequest) -> Steps:
        answer = self._session.ask(request).time_step
        info = infos.of_all(answer.info, self.num_envs)
        if answer.HasField("ended"):
            info |= infos.of_ended(answer.ended, self.single_observation_space, self.num_envs)
        return (
            self._observations(answer),
            tensors.decode(answer.rewards),
            tensors.decode(answer.terminated),
            tensors.decode(answer.truncated),
            info,
        )

    def _observations(self, answer: pb.TimeStep) -> Any:
        return elements.decode_batch(self.single_observation_space, answer.observations)

    def _mask(self, mask: Any) -> Any:
        if not (isinstance(mask, np.ndarray) and mask.dtype == np.bool_):
            raise InvalidArgument(f"reset_mask: {shown(mask)} (expected: a NumPy array of bool)")
        return tensors.encode(mask)
