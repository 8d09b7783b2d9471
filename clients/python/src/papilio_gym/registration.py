"""The ids under `papilio/` in Gymnasium's registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import gymnasium

from papilio_gym import opening
from papilio_gym.connection import Connection
from papilio_gym.environment import PapilioEnv
from papilio_gym.errors import InvalidArgument
from papilio_gym.tokens import hidden

NAMESPACE = "papilio"
_ENTRY_POINT = "papilio_gym.registration:CountedByGymnasium"


@dataclass(frozen=True)
class Registered:
    """What Gymnasium must know of an id before a server is asked."""

    id: str
    max_episode_steps: int | None
    reward_threshold: float | None = None


# Gymnasium's own, by the same ids.
MUJOCO = (
    *(
        f"{name}-v{version}"
        for name in (
            "Ant HalfCheetah Hopper Humanoid HumanoidStandup InvertedDoublePendulum"
            " InvertedPendulum Reacher Swimmer Walker2d"
        ).split()
        for version in (4, 5)
    ),
    "Pusher-v5",
)


def _like_gymnasiums(id_: str) -> Registered:
    theirs = gymnasium.spec(id_)
    return Registered(id_, theirs.max_episode_steps, theirs.reward_threshold)


# What every Papilio server has; a test compares it with the server's own list.
KNOWN = (
    *map(_like_gymnasiums, MUJOCO),
    Registered("ChallengingPair-v0", 100),
    Registered("CliffLoss-v0", 1),
    Registered("ErrorAmplification-v0", 1000),
    Registered("LqrCliff-v0", 1000),
    Registered("LqrMarginal-v0", 1000),
    Registered("UnstableScalar-v0", 100),
)


def register_known() -> None:
    """Registers KNOWN, without a server; `import papilio_gym` does it."""
    for environment in KNOWN:
        _register(environment, {})


def register(
    target: str | None = None,
    *,
    token: str | None = None,
    tls: opening.Tls = False,
    channel_options: Iterable[tuple[str, Any]] = (),
    connect_timeout: float = 20.0,
    replace: bool = False,
) -> list[str]:
    """Registers everything that a server has, to be made there, and returns the ids.

    Of an id with a namespace of its own, the name alone is kept: "ALE/Pong-v5" becomes
    "papilio/Pong-v5". What was registered for another server is refused, unless it is to be
    replaced; then nothing is registered.
    """
    server = opening.server(target, token, tls, channel_options, connect_timeout)
    connection = Connection(server)
    try:
        specs = connection.environments()
    finally:
        connection.close()
    given = {
        "target": target,
        "token": token and hidden(token),
        "tls": tls,
        "channel_options": server.channel_options,
    }
    kwargs = {name: value for name, value in given.items() if value}
    _check_differ([spec.id for spec in specs])
    if not replace:
        for spec in specs:
            _check_free(_full_id(spec.id), target)
    ids = []
    for spec in specs:
        steps = spec.max_episode_steps if spec.HasField("max_episode_steps") else None
        threshold = spec.reward_threshold if spec.HasField("reward_threshold") else None
        ids.append(_register(Registered(spec.id, steps, threshold), kwargs))
    return ids


class CountedByGymnasium(PapilioEnv):
    """The entry point: gymnasium.make wraps what it makes in its own TimeLimit."""

    @opening.without_type_errors
    def __init__(self, environment_id: str, **kwargs: Any) -> None:
        super().__init__(environment_id, max_episode_steps=-1, **kwargs)


def _full_id(id_: str) -> str:
    return f"{NAMESPACE}/{id_.rsplit('/')[-1]}"


def _check_differ(ids: list[str]) -> None:
    """Refuses ids of which only one could be registered."""
    first: dict[str, str] = {}
    for id_ in ids:
        other = first.setdefault(_full_id(id_), id_)
        if other != id_:
            raise InvalidArgument(f"ids: {other} and {id_} (expected: one {_full_id(id_)})")


def _check_free(full_id: str, target: str | None) -> None:
    """Refuses an id of another server; those without one of their own may be given one."""
    there = gymnasium.registry.get(full_id)
    if there is None or there.entry_point == _ENTRY_POINT and (
        there.kwargs.get("target") in (None, target)
    ):
        return
    whose = there.kwargs.get("target", there.entry_point)
    raise InvalidArgument(f"{full_id}: of {whose} already (expected: a free id, or replace=True)")


def _register(environment: Registered, kwargs: dict[str, Any]) -> str:
    full_id = _full_id(environment.id)
    # Registering again is meant here, and not worth Gymnasium's warning.
    gymnasium.registry.pop(full_id, None)
    gymnasium.register(
        id=full_id,
        entry_point=_ENTRY_POINT,
        vector_entry_point="papilio_gym.vector:PapilioVectorEnv",
        max_episode_steps=environment.max_episode_steps,
        reward_threshold=environment.reward_threshold,
        kwargs={"environment_id": environment.id, **kwargs},
    )
    return full_id
