"""Gymnasium's own checker of environments."""

import warnings
from typing import Any

import gymnasium
import pytest
from gymnasium.utils.env_checker import check_env


def warned(env: gymnasium.Env[Any, Any]) -> set[str]:
    """What the checker warns of; it fails on anything worse."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check_env(env.unwrapped, skip_render_check=True)
    env.close()
    return {str(warning.message) for warning in caught}


@pytest.mark.parametrize("id_", ["Hopper-v5", "InvertedPendulum-v5"])
def test_it_warns_of_what_it_warns_of_in_gymnasiums_own(java_server: str, id_: str) -> None:
    theirs = warned(gymnasium.make(id_))
    assert theirs
    assert warned(gymnasium.make(f"papilio/{id_}", target=java_server)) == theirs
