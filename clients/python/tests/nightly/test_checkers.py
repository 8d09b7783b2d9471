"""The environment checkers of Gymnasium and stable-baselines3 on all 21 MuJoCo environments."""

import warnings
from typing import Any

import gymnasium
import pytest
from papilio_gym.registration import MUJOCO

from agreement import checked

pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore:.*is out of date")]
EACH = pytest.mark.parametrize("id_", MUJOCO)


@EACH
def test_gymnasiums_checker_warns_as_of_its_own(java_server: str, id_: str) -> None:
    ours = checked(gymnasium.make(f"papilio/{id_}", target=java_server))
    # One of its render modes needs a display.
    assert ours == checked(gymnasium.make(id_), skip_render_check=True)
    # Of unbounded observations and of actions outside [-1, 1], and of nothing else.
    assert all("infinity" in message or "symmetric" in message for message in ours)


@EACH
def test_stable_baselines3s_checker_warns_as_of_gymnasiums(java_server: str, id_: str) -> None:
    ours = checked_by_sb3(gymnasium.make(f"papilio/{id_}", target=java_server))
    assert ours == checked_by_sb3(gymnasium.make(id_))
    assert all("symmetric and normalized Box action space" in message for message in ours)


def checked_by_sb3(env: gymnasium.Env[Any, Any]) -> list[str]:
    """The checker's warnings; stable-baselines3 is not among the requirements of the tests."""
    checker = pytest.importorskip("stable_baselines3.common.env_checker")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        checker.check_env(env, warn=True, skip_render_check=True)
    env.close()
    return [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
