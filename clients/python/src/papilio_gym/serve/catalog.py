"""The environments of Gymnasium's registry that a server offers."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Any

import gymnasium
from gymnasium.envs.registration import EnvSpec
from gymnasium.vector import AutoresetMode

from papilio_gym import spaces
from papilio_gym.errors import Reason
from papilio_gym.protocol import server_pb2
from papilio_gym.serve import images, models
from papilio_gym.serve.failures import RequestFailed, invalid
from papilio_gym.serve.memory import footprint
from papilio_gym.serve.vectors import Bounds, Vector, close

# What constructors raise for keyword arguments that they do not take.
_OF_KEYWORDS = (
    *(AssertionError, OSError, RuntimeError, TypeError, ValueError),
    gymnasium.error.Error,
)

# Keyword arguments of Gymnasium's environments that open windows or files, or decide how long a step
# takes and how much memory a frame does.
HOST_KEYWORDS = ("render_mode", "xml_file", "frame_skip", "width", "height", "max_geom")
_MOST_FRAMES = 4096  # Physics steps of a step, as in Papilio's own server.


class Catalog:
    """Makes environments by the ids given at the start.

    Args:
        ids: of Gymnasium's registry; "module:ID" imports the module first and offers "ID".
        kwargs: keyword arguments of every constructor; those of a client override them.
        allowed: those of HOST_KEYWORDS, and those with paths for values, that clients may set.
    """

    def __init__(
        self,
        ids: Sequence[str],
        kwargs: Mapping[str, Any] | None = None,
        allowed: Collection[str] = (),
    ) -> None:
        self._kwargs = dict(kwargs or {})
        self._allowed = frozenset(allowed)
        self._registered = {given.split(":")[-1]: _find(given) for given in ids}
        self._drawable: set[str] = set()
        self._specs = {id_: self._spec(id_) for id_ in sorted(self._registered)}

    def specs(self) -> list[server_pb2.EnvironmentSpec]:
        """The environments on offer, ordered by id."""
        return list(self._specs.values())

    def make(
        self, id_: str, mode: AutoresetMode, each: Sequence[Mapping[str, Any]], bounds: Bounds
    ) -> Vector:
        """An environment for each set of keyword arguments."""
        if id_ not in self._registered:
            asked = id_[:200]  # The client decides its length.
            near = difflib.get_close_matches(asked, self._specs, n=3, cutoff=0.0)
            message = f"environment_id: '{asked}' (expected: one of {', '.join(near)})"
            raise RequestFailed(Reason.UNKNOWN_ENVIRONMENT, message)
        for keywords in each:
            self._check(keywords)
        envs: list[gymnasium.Env[Any, Any]] = []
        first = 0
        try:
            for keywords in each:
                bounds.check()
                envs.append(self._make_one(id_, keywords))
                held = footprint(envs[-1], models.is_text(keywords))
                if len(envs) == 1:
                    # For all at once, so that what does not fit is rejected before it is made.
                    first = held
                    bounds.take_bytes(held * len(each))
                elif held > first:
                    bounds.take_bytes(held - first)
                if _spaces(envs[-1]) != _spaces(envs[0]):
                    came = f"environment {len(envs) - 1} with other spaces"
                    raise invalid("overrides", came, "the spaces of environment 0")
        except BaseException as error:
            for env in envs:
                close(env)
            if isinstance(error, ValueError) and any(map(models.is_text, each)):
                raise invalid(models.KEYWORD, error, "a model that MuJoCo compiles") from error
            if isinstance(error, _OF_KEYWORDS):
                raise invalid("options", error, f"keywords that {id_} takes") from error
            raise
        return Vector(envs, mode, bounds)

    def _check(self, keywords: Mapping[str, Any]) -> None:
        """Rejects keyword arguments of a client that reach this machine."""
        for name, value in keywords.items():
            is_path = isinstance(value, str) and ("/" in value or "\\" in value)
            if (name in HOST_KEYWORDS or is_path) and name not in self._allowed:
                hosts = name in HOST_KEYWORDS
                came = "a keyword that reaches the server's machine" if hosts else "a path"
                raise invalid(name, came, f"one that the server allows: --allow-keyword {name}")
            # A step cannot be interrupted.
            if name == "frame_skip" and isinstance(value, (int, float)) and value > _MOST_FRAMES:
                raise invalid(name, value, f"at most {_MOST_FRAMES}")

    def _make_one(self, id_: str, keywords: Mapping[str, Any]) -> gymnasium.Env[Any, Any]:
        # The render mode costs nothing until a frame is requested.
        drawable = {"render_mode": images.MODE} if id_ in self._drawable else {}
        kwargs = {**drawable, **self._kwargs, **keywords}
        with models.in_files(kwargs) as arguments:
            return gymnasium.make(self._registered[id_], disable_env_checker=True, **arguments)

    def _spec(self, id_: str) -> server_pb2.EnvironmentSpec:
        env = self._make_one(id_, {})
        try:
            if images.MODE in (env.metadata.get("render_modes") or []):
                self._drawable.add(id_)
            return spec_of(id_, env)
        except TypeError as error:
            raise ValueError(f"environment {id_}: {error}") from error
        finally:
            close(env)


def spec_of(id_: str, env: gymnasium.Env[Any, Any]) -> server_pb2.EnvironmentSpec:
    """The spec of an environment; TypeError for spaces that the protocol does not have."""
    modes = env.metadata.get("render_modes") or []
    return server_pb2.EnvironmentSpec(
        id=id_,
        observation_space=spaces.encode(env.observation_space),
        action_space=spaces.encode(env.action_space),
        max_episode_steps=env.spec.max_episode_steps if env.spec else None,
        reward_threshold=env.spec.reward_threshold if env.spec else None,
        render_modes=[mode for mode in modes if mode == images.MODE],
        frames_per_second=_whole_frames(env.metadata.get("render_fps") or 0),
    )


def _spaces(env: gymnasium.Env[Any, Any]) -> tuple[Any, Any]:
    return env.observation_space, env.action_space


def _whole_frames(per_second: float) -> int:
    """The nearest whole number, half up, but 0 only where nothing is rendered."""
    return max(math.floor(per_second + 0.5), 1 if per_second > 0 else 0)


def _find(given: str) -> EnvSpec:
    module, _, id_ = given.rpartition(":")
    if module:
        import_module(module)
    return gymnasium.spec(id_)
