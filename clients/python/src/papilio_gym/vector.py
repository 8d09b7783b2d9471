"""Environments on a server that step in one message, as a gymnasium.vector.VectorEnv."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, SupportsIndex

import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from papilio_gym import elements, infos, opening, rendering, spaces, structs, tensors
from papilio_gym.errors import invalid
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.tokens import WithoutToken

Steps = tuple[Any, tensors.Array, tensors.Array, tensors.Array, dict[str, Any]]
Integers = Sequence[SupportsIndex] | NDArray[np.integer[Any]]
Seeds = int | np.integer[Any] | Sequence[SupportsIndex | None] | NDArray[np.integer[Any]] | None

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
        autoreset_mode: what happens after the end of an episode, as in Gymnasium.
        max_episode_steps: truncate episodes after so many steps; None as on the server.
        render_mode: as of PapilioEnv; with `_list` behind it, `render` returns the frames of every
            step since the episode began, as for environments of `gymnasium.make`.
        overrides: keyword arguments that differ between the environments: none, or one mapping per
            environment, which override the shared ones. All environments must have the same spaces.

    The other arguments are those of PapilioEnv; use it from one thread at a time, too.
    """

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
        response_timeout: float = 300.0,
        info_names: Iterable[str] | None = None,
        server_wrappers: Sequence[opening.Wrapper] = (),
        render_mode: str | None = None,
        max_episode_steps: SupportsIndex | None = None,
        overrides: Iterable[Mapping[str, Any]] = (),
        **options: Any,
    ) -> None:
        size, mode = operator.index(num_envs), AutoresetMode(autoreset_mode)
        if size == 0:  # In the protocol, 0 means 1.
            raise invalid("num_envs", size, "at least 1")
        request = opening.request(
            environment_id, info_names, server_wrappers, max_episode_steps, options
        )
        request.overrides.extend(structs.encode(opening.models(own), "overrides") for own in overrides)
        request.num_envs, request.autoreset_mode = size, _MODES[mode]
        server = opening.server(
            target, token, tls, channel_options, connect_timeout, response_timeout
        )
        frame_mode = None if render_mode is None else render_mode.removesuffix(rendering.LIST)
        self._session = opening.session(server, request, frame_mode)
        self.render_mode = render_mode
        self._collection = (
            rendering.Collection(self._session, render_mode, size)
            if render_mode is not None and render_mode != frame_mode
            else None
        )
        self._mode = mode
        self._ended = np.zeros(size, np.bool_)
        spec = self._session.opened.spec
        self.num_envs = size
        self.single_observation_space = spaces.decode(spec.observation_space)
        self.single_action_space = spaces.decode(spec.action_space)
        self.observation_space = batch_space(self.single_observation_space, size)
        self.action_space = batch_space(self.single_action_space, size)
        self.metadata = {**opening.metadata(spec), "autoreset_mode": mode}
        if self._collection is not None:
            self.metadata["render_modes"] = [*self.metadata["render_modes"], render_mode]

    def reset(
        self, *, seed: Seeds = None, options: Mapping[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Begins episodes in all environments, or in those of options["reset_mask"]."""
        keywords = dict(options or {})
        request = pb.ResetRequest()
        if (mask := keywords.pop("reset_mask", None)) is not None:
            request.mask.CopyFrom(tensors.encode(mask))
        request.options.CopyFrom(structs.encode(keywords, "options"))
        if isinstance(seed, (int, np.integer)):
            super().reset(seed=int(seed))
            request.seed = str(int(seed))
        elif seed is not None:
            each = ("" if one is None else str(operator.index(one)) for one in seed)
            request.seeds.seeds.extend(each)
        answer = self._session.ask(pb.InteractRequest(reset=request)).time_step
        begun = np.ones(self.num_envs, np.bool_) if mask is None else np.asarray(mask)
        self._ended = self._ended & ~begun
        self._collect(begun, begun)
        return self._observations(answer), infos.of_all(answer.info, self.num_envs)

    def step(self, actions: Any) -> Steps:
        batch = elements.actions(elements.encode_batch, self.single_action_space, actions)
        before = self._ended
        steps = self._steps(pb.InteractRequest(step=pb.StepRequest(actions=batch)))
        after = self._ended = steps[2] | steps[3]
        begun = {AutoresetMode.NEXT_STEP: before, AutoresetMode.SAME_STEP: after}
        everywhere = np.ones(self.num_envs, np.bool_)
        self._collect(everywhere, begun.get(self._mode, ~everywhere))
        return steps

    def snapshot(self) -> list[bytes]:
        """The complete state of each environment."""
        return list(self._session.ask(_SNAPSHOT).snapshot.snapshots)

    def restore(self, snapshots: Iterable[bytes | None]) -> Steps:
        """Continues from snapshots, bit for bit; None leaves that environment unchanged.

        Returns the newest time step of every environment.
        """
        request = pb.RestoreRequest(snapshots=[one or b"" for one in snapshots])
        return self._steps(pb.InteractRequest(restore=request))

    def fork(self, sources: Integers) -> Steps:
        """Makes environment i a copy of environment sources[i], random generator included.

        Returns the newest time step of every environment.
        """
        request = pb.ForkRequest(sources=[operator.index(source) for source in sources])
        return self._steps(pb.InteractRequest(fork=request))

    def render(self) -> tuple[Any, ...] | None:
        """A frame of each environment, or its frames so far; None without a render_mode."""
        if self.render_mode is None:
            return None
        if self._collection is not None:
            return self._collection.take()
        return tuple(rendering.frames(self._session, self.render_mode))

    def close_extras(self, **kwargs: Any) -> None:
        self._session.close()

    def _collect(self, moved: tensors.Array, begun: tensors.Array) -> None:
        if self._collection is not None:
            self._collection.add(moved, begun)

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
