"""One environment on a server, as a gymnasium.Env."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, SupportsIndex

import gymnasium

from papilio_gym import elements, infos, opening, rendering, spaces, structs, tensors
from papilio_gym.arguments import actions_of, check_snapshot, digits_of, keywords_of
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.tokens import WithoutToken

Step = tuple[Any, float, bool, bool, dict[str, Any]]

_SNAPSHOT = pb.InteractRequest(snapshot=pb.SnapshotRequest())


class PapilioEnv(WithoutToken, gymnasium.Env[Any, Any]):
    """An environment that a server simulates; `gymnasium.make("papilio/ID")` makes one.

    It is for one thread at a time: while a request of one waits for its answer, those of others are
    refused (`NotPossible`).

    Args:
        environment_id: name and version, as the server has it.
        target: `host:port` of a server; None takes PAPILIO_TARGET, or else starts a server that
            ends with this process.
        token: sent as `authorization: Bearer TOKEN`; None takes PAPILIO_TOKEN, where that is set. In
            `spec`, a name stands for it that is worth something in this process alone.
        tls: whether to connect by TLS; or the path of the certificates (PEM) to trust.
        channel_options: of the gRPC channel, as pairs of name and value.
        connect_timeout: seconds to wait for a server that is not there yet.
        info_names: the info keys to send; None sends all.
        server_wrappers: put around the environment by the server, innermost first: names, or pairs
            of name and keywords.
        render_mode: "rgb_array", "depth_array" or "rgbd_tuple", where the server can draw.
        max_episode_steps: an episode is truncated after so many; -1 never; None as the server has
            it. `gymnasium.make` sets -1 and counts itself, as it does for every environment.
        options: keywords of the environment's constructor, by Gymnasium's names.
    """

    # What a server may be able to draw; an environment that was made has its server's.
    metadata = {"render_modes": ["rgb_array", "depth_array", "rgbd_tuple"]}

    @opening.without_type_errors
    def __init__(
        self,
        environment_id: str,
        *,
        target: str | None = None,
        token: str | None = None,
        tls: opening.Tls = False,
        channel_options: Iterable[tuple[str, Any]] = (),
        connect_timeout: float = 20.0,
        info_names: Iterable[str] | None = None,
        server_wrappers: Sequence[opening.Wrapper] = (),
        render_mode: str | None = None,
        max_episode_steps: SupportsIndex | None = None,
        **options: Any,
    ) -> None:
        request = opening.request(
            environment_id, info_names, server_wrappers, max_episode_steps, options
        )
        # A step after the end is refused, not taken for a reset.
        request.autoreset_mode = pb.AUTORESET_MODE_DISABLED
        server = opening.server(target, token, tls, channel_options, connect_timeout)
        self._session = opening.session(server, request, render_mode)
        spec = self._session.opened.spec
        self.observation_space = spaces.decode(spec.observation_space)
        self.action_space = spaces.decode(spec.action_space)
        self.metadata = opening.metadata(spec)
        self.render_mode = render_mode

    def reset(
        self, *, seed: SupportsIndex | None = None, options: Mapping[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        request = pb.ResetRequest(options=structs.encode(keywords_of(options), "options"))
        if seed is not None:
            request.seed = digits_of(seed)
            # The local generator follows the seed too, for code that draws from env.np_random.
            super().reset(seed=operator.index(seed))
        answer = self._session.ask(pb.InteractRequest(reset=request)).time_step
        return self._observation(answer), infos.of_one(answer.info)

    def step(self, action: Any) -> Step:
        actions = actions_of(self.action_space, action, elements.batch_of_one)
        request = pb.InteractRequest(step=pb.StepRequest(actions=actions))
        return self._step(self._session.ask(request).time_step)

    def snapshot(self) -> bytes:
        """Everything that decides what comes next, with the server's count of steps.

        `gymnasium.make` counts steps in a wrapper of its own, which goes on counting.
        """
        (kept,) = self._session.ask(_SNAPSHOT).snapshot.snapshots
        return kept

    def restore(self, snapshot: bytes) -> Step:
        """Goes on from a snapshot, bit for bit; answers what was newest when it was taken."""
        check_snapshot("snapshot", snapshot)
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
