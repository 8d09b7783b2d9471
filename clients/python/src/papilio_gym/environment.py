"""One environment on a server, as a gymnasium.Env."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, SupportsIndex

import gymnasium

from papilio_gym import elements, infos, opening, rendering, spaces, structs, tensors
from papilio_gym.errors import invalid
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.tokens import WithoutToken

Step = tuple[Any, float, bool, bool, dict[str, Any]]

_SNAPSHOT = pb.InteractRequest(snapshot=pb.SnapshotRequest())


class PapilioEnv(WithoutToken, gymnasium.Env[Any, Any]):
    """An environment simulated by a server; `gymnasium.make("papilio/ID")` makes one.

    Use it from one thread at a time: a call during another thread's call raises `NotPossible`.

    Args:
        environment_id: name and version, as on the server: "Walker2d-v5".
        target: `host:port` of a server; None means PAPILIO_TARGET if set, else a server that is
            started in the background and ends with this process.
        token: sent as `authorization: Bearer TOKEN`; None means PAPILIO_TOKEN if set. It is left
            out of `spec`.
        tls: whether to connect by TLS; or the path of the certificates (PEM) to trust.
        channel_options: gRPC channel arguments, as pairs of name and value.
        connect_timeout: seconds to wait for the server.
        response_timeout: seconds to wait for the response to a request; then the session is lost.
        info_names: the info keys to send; None sends all.
        server_wrappers: wrappers that the server puts around the environment, innermost first:
            names, or pairs of name and keyword arguments.
        render_mode: "rgb_array", "depth_array" or "rgbd_tuple", where the server can render.
        max_episode_steps: truncate episodes after so many steps; -1 never; None as on the server.
            `gymnasium.make` passes -1 and adds Gymnasium's TimeLimit, as for every environment.
        options: keyword arguments of the environment's constructor, by Gymnasium's names.
    """

    # An environment that was made has the modes of its server.
    metadata = {"render_modes": ["rgb_array", "depth_array", "rgbd_tuple"]}

    def __init__(
        self,
        environment_id: str,
        *,
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
        **options: Any,
    ) -> None:
        request = opening.request(
            environment_id, info_names, server_wrappers, max_episode_steps, options
        )
        # A step after the end of an episode is an error, not a reset.
        request.autoreset_mode = pb.AUTORESET_MODE_DISABLED
        server = opening.server(
            target, token, tls, channel_options, connect_timeout, response_timeout
        )
        self._session = opening.session(server, request, render_mode)
        spec = self._session.opened.spec
        self.observation_space = spaces.decode(spec.observation_space)
        self.action_space = spaces.decode(spec.action_space)
        self.metadata = opening.metadata(spec)
        self.render_mode = render_mode

    def reset(
        self, *, seed: SupportsIndex | None = None, options: Mapping[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        request = pb.ResetRequest(options=structs.encode(options or {}, "options"))
        if seed is not None:
            number = operator.index(seed)
            super().reset(seed=number)  # For code that draws from env.np_random.
            request.seed = str(number)
        answer = self._session.ask(pb.InteractRequest(reset=request)).time_step
        return self._observation(answer), infos.of_one(answer.info)

    def step(self, action: Any) -> Step:
        actions = elements.actions(elements.batch_of_one, self.action_space, action)
        request = pb.InteractRequest(step=pb.StepRequest(actions=actions))
        return self._step(self._session.ask(request).time_step)

    def snapshot(self) -> bytes:
        """The complete state of the environment, with the server's count of steps.

        The TimeLimit that `gymnasium.make` adds keeps its own count, which is not included.
        """
        (snapshot,) = self._session.ask(_SNAPSHOT).snapshot.snapshots
        return snapshot

    def restore(self, snapshot: bytes) -> Step:
        """Continues from a snapshot, bit for bit; returns the time step at which it was taken."""
        if snapshot == b"":  # In the protocol, that leaves an environment unchanged.
            raise invalid("snapshot", "empty", "the bytes of a snapshot")
        request = pb.InteractRequest(restore=pb.RestoreRequest(snapshots=[snapshot]))
        return self._step(self._session.ask(request).time_step)

    def render(self) -> Any:
        """A frame of the current state; None without a render_mode."""
        if self.render_mode is None:
            return None
        return rendering.frames(self._session, self.render_mode)[0]

    def close(self) -> None:
        self._session.close()

    def _step(self, answer: pb.TimeStep) -> Step:
        reward: float = tensors.decode_first(answer.rewards)
        return (
            self._observation(answer),
            reward,
            answer.terminated.data == b"\1",
            answer.truncated.data == b"\1",
            infos.of_one(answer.info),
        )

    def _observation(self, answer: pb.TimeStep) -> Any:
        space = self.observation_space
        return elements.row(space, elements.decode_batch(space, answer.observations), 0)
