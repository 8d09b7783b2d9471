"""The environments of Gymnasium's registry that are served."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import grpc
import gymnasium
from gymnasium.envs.registration import EnvSpec
from gymnasium.vector import AutoresetMode, SyncVectorEnv

from papilio_gym import spaces
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import server_pb2
from papilio_gym.serve import images
from papilio_gym.serve.answering import Answering
from papilio_gym.serve.refusals import Refused, invalid
from papilio_gym.serve.vectors import WideningVectorEnv
from papilio_gym.serve.wrapping import wrapped


class Catalog:
    """Makes environments by the ids that were given at the start.

    Args:
        ids: of Gymnasium's registry; "module:ID" imports the module first and serves "ID".
        kwargs: keywords of every constructor, which a client's own override.
    """

    def __init__(self, ids: Sequence[str], kwargs: Mapping[str, Any] | None = None) -> None:
        self._kwargs = dict(kwargs or {})
        self._registered = {given.split(":")[-1]: _find(given) for given in ids}
        self._drawable: set[str] = set()
        self._specs = {id_: self._spec(id_) for id_ in sorted(self._registered)}

    def specs(self) -> list[server_pb2.EnvironmentSpec]:
        """What is served, ordered by id."""
        return list(self._specs.values())

    def make(
        self,
        id_: str,
        mode: AutoresetMode,
        each: Sequence[Mapping[str, Any]],
        wrappers: Sequence[pb.Wrapper] = (),
    ) -> SyncVectorEnv:
        """An environment for each of these keywords, which step together."""
        if id_ not in self._registered:
            near = difflib.get_close_matches(id_, self._specs, n=3, cutoff=0.0)
            raise Refused(
                grpc.StatusCode.NOT_FOUND,
                f"environment_id: '{id_}' (expected: one of {', '.join(near)})",
            )
        registered = self._registered[id_]
        # Frames are drawn when they are asked for; the mode itself costs nothing.
        drawable = {"render_mode": images.MODE} if id_ in self._drawable else {}

        def make_one(options: Mapping[str, Any]) -> gymnasium.Env[Any, Any]:
            keywords = {**drawable, **self._kwargs, **options}
            made = gymnasium.make(registered, disable_env_checker=True, **keywords)
            if not isinstance(made.metadata, dict):
                raise invalid(f"environment {id_}: metadata {made.metadata} (expected: a dict)")
            return Answering(wrapped(made, wrappers, len(each)), id_)

        try:
            return WideningVectorEnv([partial(make_one, one) for one in each], autoreset_mode=mode)
        except (TypeError, ValueError, AssertionError, RuntimeError, gymnasium.error.Error) as error:
            raise invalid(f"options: {error} (expected: keywords that {id_} takes)") from error

    def _spec(self, id_: str) -> server_pb2.EnvironmentSpec:
        try:
            envs = self.make(id_, AutoresetMode.NEXT_STEP, [{}])
            try:
                if images.MODE in (envs.metadata.get("render_modes") or []):
                    self._drawable.add(id_)
                return spec_of(id_, envs)
            finally:
                envs.close()
        except Refused:
            raise
        except (Exception, SystemExit) as error:  # Whatever comes to a constructor's author's mind.
            came = f"environment {id_}: {type(error).__name__}: {error}"
            raise invalid(f"{came} (expected: it can be made)") from error


def spec_of(id_: str, envs: SyncVectorEnv) -> server_pb2.EnvironmentSpec:
    """What the protocol says of an environment that was made."""
    try:
        observation = spaces.encode(envs.single_observation_space)
        action = spaces.encode(envs.single_action_space)
    except TypeError as error:
        raise invalid(f"environment {id_}: {error}") from error
    made: EnvSpec | None = envs.envs[0].spec
    modes = envs.metadata.get("render_modes") or []
    return server_pb2.EnvironmentSpec(
        id=id_,
        observation_space=observation,
        action_space=action,
        max_episode_steps=made.max_episode_steps if made else None,
        reward_threshold=made.reward_threshold if made else None,
        render_modes=[mode for mode in modes if mode == images.MODE],
        frames_per_second=_whole_frames(envs.metadata.get("render_fps") or 0),
    )


def _whole_frames(per_second: float) -> int:
    """To the nearest whole number, half up; what is drawn at all has at least one."""
    return max(math.floor(per_second + 0.5), 1 if per_second > 0 else 0)


def _find(given: str) -> EnvSpec:
    module, _, id_ = given.rpartition(":")
    if not id_:
        raise invalid(f"env: '{given}' (expected: an id of Gymnasium's registry, or module:ID)")
    if module:
        try:
            __import__(module)
        except (Exception, SystemExit) as error:
            came = f"module {module}: {type(error).__name__}: {error}"
            raise invalid(f"{came} (expected: it can be imported)") from error
    try:
        return gymnasium.spec(id_)
    except gymnasium.error.Error as error:
        near = difflib.get_close_matches(id_, gymnasium.registry, n=3, cutoff=0.0)
        raise invalid(f"env: '{given}' (expected: an id such as {', '.join(near)})") from error
