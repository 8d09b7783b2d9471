"""The ids under `papilio/` in Gymnasium's registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import gymnasium

from papilio_gym import opening, tokens
from papilio_gym.connection import Connection
from papilio_gym.environment import PapilioEnv

NAMESPACE = "papilio"


@dataclass(frozen=True)
class Registered:
    """What Gymnasium's registry has of an id before a server is asked."""

    id: str
    max_episode_steps: int | None
    reward_threshold: float | None = None


# Gymnasium's own environments, by the same ids.
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


def _as_in_gymnasium(id_: str) -> Registered:
    theirs = gymnasium.spec(id_)
    return Registered(id_, theirs.max_episode_steps, theirs.reward_threshold)


# The environments of every Papilio server; a test compares them with the server's list.
KNOWN = (
    *map(_as_in_gymnasium, MUJOCO),
    Registered("CascadePair-v0", 100),
    Registered("CliffLoss-v0", 1),
    Registered("ErrorAmplification-v0", 1000),
    Registered("LinearPair-v0", 100),
    Registered("LqrCliff-v0", 1000),
    Registered("LqrMarginal-v0", 1000),
    Registered("UnstableScalar-v0", 100),
)


def register_known() -> None:
    """Registers KNOWN without asking a server; `import papilio_gym` does it."""
    for environment in KNOWN:
        _register(environment, {})


def register(
    target: str | None = None,
    *,
    token: str | None = None,
    tls: opening.Tls = False,
    channel_options: Iterable[tuple[str, Any]] = (),
    connect_timeout: float = 20.0,
) -> list[str]:
    """Registers every environment of a server, to be made there, and returns the ids.

    The namespace of an id becomes `papilio`: "ALE/Pong-v5" is "papilio/Pong-v5". As in Gymnasium,
    an id of another server is replaced with a warning.
    """
    server = opening.server(target, token, tls, channel_options, connect_timeout)
    connection = Connection(server)
    try:
        specs = connection.environments()
    finally:
        connection.close()
    tokens.remember(token, server.target)
    given = {"target": target, "tls": tls, "channel_options": server.channel_options}
    kwargs = {name: value for name, value in given.items() if value}
    ids = []
    for spec in specs:
        steps = spec.max_episode_steps if spec.HasField("max_episode_steps") else None
        threshold = spec.reward_threshold if spec.HasField("reward_threshold") else None
        ids.append(_register(Registered(spec.id, steps, threshold), kwargs))
    return ids


class CountedByGymnasium(PapilioEnv):
    """The entry point: gymnasium.make adds its own TimeLimit to what it makes."""

    def __init__(self, environment_id: str, **kwargs: Any) -> None:
        super().__init__(environment_id, max_episode_steps=-1, **kwargs)


def _register(environment: Registered, kwargs: dict[str, Any]) -> str:
    full_id = f"{NAMESPACE}/{environment.id.rsplit('/')[-1]}"
    before = gymnasium.registry.get(full_id)
    if before is not None and before.kwargs.get("target") in (None, kwargs.get("target")):
        del gymnasium.registry[full_id]  # The same environment: no reason for a warning.
    gymnasium.register(
        id=full_id,
        entry_point="papilio_gym.registration:CountedByGymnasium",
        vector_entry_point="papilio_gym.vector:PapilioVectorEnv",
        max_episode_steps=environment.max_episode_steps,
        reward_threshold=environment.reward_threshold,
        kwargs={"environment_id": environment.id, **kwargs},
    )
    return full_id
