"""Servers that the tests share: one of this package, and Papilio's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# OpenBLAS rounds `np.linalg.norm` differently on AVX-512; set before NumPy is imported.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import gymnasium  # noqa: E402
import pytest  # noqa: E402
from papilio_gym import embedded, serve  # noqa: E402

import everything  # noqa: E402
import failing  # noqa: E402
import odd  # noqa: E402

PYTHON_IDS = [
    *("CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Blackjack-v1", "Taxi-v4"),
    *(everything.ID, failing.ID, *odd.IDS),
]


@dataclass(frozen=True)
class Place:
    """A server, and one of its environments with a Box of actions."""

    target: str
    id: str
    actions: int

    def overrides(self) -> list[dict[str, Any]]:
        """Keyword arguments of three environments that differ."""
        name, one, two = ("g", 9.0, 2.0) if self.actions == 1 else ("ctrl_cost_weight", 0.5, 2.0)
        return [{name: one}, {}, {name: two, "max_episode_steps": 2}]


@pytest.fixture(autouse=True)
def registry() -> Iterator[None]:
    """Removes what a test registers."""
    before = dict(gymnasium.registry)
    yield
    gymnasium.registry.clear()
    gymnasium.registry.update(before)


@pytest.fixture(scope="session")
def python_server() -> Iterator[str]:
    """`host:port` of a server of Gymnasium's environments and those of the tests."""
    serving = serve.start(serve.Catalog(PYTHON_IDS))
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


@pytest.fixture
def small_server() -> Iterator[str]:
    """`host:port` of a server for one session of two environments."""
    limits = serve.Limits(max_sessions=1, max_environments=2, max_message_bytes=1000)
    serving = serve.start(serve.Catalog([everything.ID, failing.ID]), limits=limits)
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


@pytest.fixture(scope="session")
def java_server() -> Iterator[str]:
    """`host:port` of Papilio's server, started as for a user without a target."""
    yield embedded.target()
    embedded.stop()


@pytest.fixture(scope="session")
def python_place(python_server: str) -> Place:
    return Place(python_server, "Pendulum-v1", 1)


@pytest.fixture(scope="session")
def java_place(java_server: str) -> Place:
    return Place(java_server, "Hopper-v5", 3)


@pytest.fixture(params=["python", "java"])
def place(request: pytest.FixtureRequest) -> Place:
    """Each server: the client behaves the same with both."""
    chosen: Place = request.getfixturevalue(f"{request.param}_place")
    return chosen
