"""The ids under `papilio/` in Gymnasium's registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gymnasium

from papilio_gym import opening
from papilio_gym.connection import Connection
from papilio_gym.environment import PapilioEnv

NAMESPACE = "papilio"


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
    channel_options: Sequence[tuple[str, Any]] = (),
    connect_timeout: float = 20.0,
) -> list[str]:
    """Registers everything that a server has, to be made there, and returns the ids.

    Of an id with a namespace of its own, the name alone is kept: "ALE/Pong-v5" becomes
    "papilio/Pong-v5".
    """
    connection = Connection(opening.server(target, token, tls, channel_options, connect_timeout))
    try:
        specs = connection.environments()
    finally:
        connection.close()
    given = {
        "target": target,
        "token": token,
        "tls": tls,
        "channel_options": tuple(channel_options),
    }
    kwargs = {name: value for name, value in given.items() if value}
    ids = []
    for spec in specs:
        steps = spec.max_episode_steps if spec.HasField("max_episode_steps") else None
        threshold = spec.reward_threshold if spec.HasField("reward_threshold") else None
        ids.append(_register(Registered(spec.id, steps, threshold), kwargs))
    return ids


class CountedByGymnasium(PapilioEnv):
    """The entry point: gymnasium.make wraps what it makes in its own TimeLimit."""

    def __init__(self, environment_id: str, **kwargs: Any) -> None:
        super().__init__(environment_id, max_episode_steps=-1, **kwargs)


def _register(environment: Registered, kwargs: dict[str, Any]) -> str:
    full_id = f"{NAMESPACE}/{environment.id.rsplit('/')[-1]}"
    # Registering again, for another server, is meant, and not worth Gymnasium's warning.
    gymnasium.registry.pop(full_id, None)
    gymnasium.register(
        id=full_id,
        entry_point="papilio_gym.registration:CountedByGymnasium",
        vector_entry_point="papilio_gym.vector:PapilioVectorEnv",
        max_episode_steps=environment.max_episode_steps,
        reward_threshold=environment.reward_threshold,
        kwargs={"environment_id": environment.id, **kwargs},
    )
    return full_id
