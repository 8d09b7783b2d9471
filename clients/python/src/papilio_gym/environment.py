"""One environment on a server, as a gymnasium.Env."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gymnasium

from papilio_gym import elements, infos, opening, spaces, structs, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.session import Session


class PapilioEnv(gymnasium.Env[Any, Any]):
    """An environment that a server simulates; `gymnasium.make("papilio/ID")` makes one.

    Args:
        environment_id: name and version, as the server has it.
        target: `host:port` of a server; None takes PAPILIO_TARGET, or else starts a server that
            ends with this process.
        token: sent as `authorization: Bearer TOKEN`.
        channel_options: of the gRPC channel, as pairs of name and value.
        connect_timeout: seconds to wait for a server that is not there yet.
        info_names: the info keys to send; None sends all.
        render_mode: None, since servers do not send frames.
        max_episode_steps: an episode is truncated after so many; -1 never; None as the server has
            it. `gymnasium.make` sets -1 and counts itself, as it does for every environment.
        options: keywords of the environment's constructor, by Gymnasium's names.
    """

    def __init__(
        self,
        environment_id: str,
        *,
        target: str | None = None,
        token: str | None = None,
        channel_options: Sequence[tuple[str, Any]] = (),
        connect_timeout: float = 20.0,
        info_names: Sequence[str] | None = None,
        render_mode: str | None = None,
        max_episode_steps: int | None = None,
        **options: Any,
    ) -> None:
        opening.refuse_rendering(render_mode)
        request = opening.request(environment_id, info_names, max_episode_steps, options)
        # A step after the end is refused, not taken for a reset.
        request.autoreset_mode = pb.AUTORESET_MODE_DISABLED
        server = opening.server(target, token, channel_options, connect_timeout)
        self._session = Session(server, request)
        spec = self._session.opened.spec
        self.observation_space = spaces.decode(spec.observation_space)
        self.action_space = spaces.decode(spec.action_space)
        self.metadata = opening.metadata(spec)
        self.render_mode = None

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        # The local generator follows the seed too, for code that draws from env.np_random.
        super().reset(seed=seed)
        request = pb.ResetRequest(options=structs.encode(options or {}))
        if seed is not None:
            request.seed = str(int(seed))
        answer = self._session.reset(request)
        return self._observation(answer), infos.of_one(answer.info)

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        actions = elements.batch_of_one(self.action_space, action)
        answer = self._session.step(pb.StepRequest(actions=actions))
        reward: float = tensors.decode(answer.rewards)[0]
        return (
            self._observation(answer),
            reward,
            answer.terminated.data == b"\1",
            answer.truncated.data == b"\1",
            infos.of_one(answer.info),
        )

    def close(self) -> None:
        self._session.close()

    def _observation(self, answer: pb.TimeStep) -> Any:
        space = self.observation_space
        return elements.row(space, elements.decode_batch(space, answer.observations), 0)
