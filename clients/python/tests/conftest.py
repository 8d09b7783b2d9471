"""Servers for the tests: one of this package, and Papilio's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

# NumPy's norms are OpenBLAS's, whose kernels for AVX-512 alone fuse multiplication and addition.
# Before NumPy is imported: the same last bits as on other machines, and as Papilio's.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")

import gymnasium  # noqa: E402
import pytest  # noqa: E402
from papilio_gym import embedded, serve  # noqa: E402

import everything  # noqa: E402


@dataclass(frozen=True)
class Place:
    """A server, and an environment with a Box of actions that it has."""

    target: str
    id: str
    actions: int


@pytest.fixture(scope="module", autouse=True)
def registry() -> Iterator[None]:
    """What the tests of a module register is gone afterwards."""
    before = dict(gymnasium.registry)
    yield
    gymnasium.registry.clear()
    gymnasium.registry.update(before)


@pytest.fixture(scope="session")
def python_server() -> Iterator[str]:
    """`host:port` of a server of environments of Gymnasium."""
    ids = [everything.ID, "CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Blackjack-v1", "Taxi-v4"]
    serving = serve.start(serve.Catalog(ids))
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


@pytest.fixture(scope="session")
def java_server() -> Iterator[str]:
    """`host:port` of Papilio's server, started as a user without a target starts it."""
    yield embedded.target()
    embedded.stop()


@pytest.fixture(params=["python", "java"])
def place(request: pytest.FixtureRequest) -> Place:
    """Each of the two: what a client sees must not depend on the server's language."""
    if request.param == "java":
        return Place(request.getfixturevalue("java_server"), "Hopper-v5", 3)
    return Place(request.getfixturevalue("python_server"), "Pendulum-v1", 1)
