"""Environments that step together."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc
import gymnasium
from gymnasium.vector import AutoresetMode
from gymnasium.vector.utils import batch_space, iterate

from papilio_gym.serve.failures import SessionEnded

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bounds:
    """What keeps a vector within bounds.

    Args:
        take_bytes: reserves memory; SessionEnded if there is too little.
        is_active: whether somebody waits for the present request.
    """

    take_bytes: Callable[[int], None]
    is_active: Callable[[], bool]

    def check(self) -> None:
        """SessionEnded if nobody waits."""
        if not self.is_active():
            raise SessionEnded(grpc.StatusCode.CANCELLED, "the client has gone")


@dataclass(frozen=True)
class TimeStep:
    """What one environment returns from a reset or a step."""

    observation: Any
    reward: float = 0.0
    terminated: bool = False
    truncated: bool = False
    info: dict[str, Any] = field(default_factory=dict)
    # With SAME_STEP, the last time step of the episode that ended in this step.
    last: TimeStep | None = None

    @property
    def ended(self) -> bool:
        return self.terminated or self.truncated


@dataclass
class Row:
    """One environment of a vector and its newest time step; None before the first reset."""

    env: gymnasium.Env[Any, Any]
    newest: TimeStep | None = None

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> TimeStep:
        observation, info = self.env.reset(seed=seed, options=options)
        self.newest = TimeStep(observation, info=info)
        return self.newest

    def step(self, action: Any) -> TimeStep:
        observation, reward, terminated, truncated, info = self.env.step(action)
        self.newest = TimeStep(
            observation, float(reward), bool(terminated), bool(truncated), info
        )
        return self.newest

    def begin_next(self) -> TimeStep:
        """The last time step of an episode as SAME_STEP returns it, with the next episode begun."""
        last = self.newest
        assert last is not None
        first = self.reset()
        flags = last.reward, last.terminated, last.truncated
        return TimeStep(first.observation, *flags, first.info, last)


class Vector:
    """Rows with an autoreset mode, as in gymnasium.vector."""

    def __init__(
        self, envs: Sequence[gymnasium.Env[Any, Any]], mode: AutoresetMode, bounds: Bounds
    ) -> None:
        self.rows = [Row(env) for env in envs]
        self.mode = mode
        self.observation_space = envs[0].observation_space
        self.action_space = envs[0].action_space
        self._actions = batch_space(self.action_space, len(envs))
        self._bounds = bounds

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def running(self) -> bool:
        """Whether every environment has been reset."""
        return all(row.newest is not None for row in self.rows)

    def ended(self) -> list[bool]:
        """Whose episodes have ended."""
        return [row.newest is not None and row.newest.ended for row in self.rows]

    def awaited(self) -> Iterator[Row]:
        """The rows, one after the other, as long as the client waits for them."""
        for row in self.rows:
            self._bounds.check()
            yield row

    def step(self, actions: Any) -> list[TimeStep]:
        return list(map(self._step, self.awaited(), iterate(self._actions, actions)))

    def continue_from(self, rows: list[Row]) -> list[TimeStep]:
        """Replaces environments by restored ones; returns the newest time steps."""
        steps = []
        for old, new in zip(self.rows, rows, strict=True):
            step = new.newest
            assert step is not None
            if new is not old:
                close(old.env)
                if step.ended and self.mode is AutoresetMode.SAME_STEP:
                    step = new.begin_next()
            steps.append(step)
        self.rows = rows
        return steps

    def close(self) -> None:
        for row in self.rows:
            close(row.env)

    def _step(self, row: Row, action: Any) -> TimeStep:
        if row.newest is not None and row.newest.ended:
            return row.reset()  # With NEXT_STEP; the action is ignored.
        time_step = row.step(action)
        if time_step.ended and self.mode is AutoresetMode.SAME_STEP:
            return row.begin_next()
        return time_step


def close(env: gymnasium.Env[Any, Any]) -> None:
    """Closes an environment; its exceptions are logged."""
    try:
        env.close()
    except BaseException:  # Also SystemExit: other environments remain to be closed.
        _log.exception("environment %s: not closed", env)
