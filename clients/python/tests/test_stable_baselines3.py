"""stable-baselines3's environment checker; that library is no requirement of the other tests."""

import warnings
from typing import Any

import gymnasium
import pytest
from papilio_gym.registration import MUJOCO

pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore:.*is out of date")]


@pytest.mark.parametrize("id_", MUJOCO)
def test_the_checker_says_what_it_says_of_gymnasiums(java_server: str, id_: str) -> None:
    ours = checked(gymnasium.make(f"papilio/{id_}", target=java_server))
    assert ours == checked(gymnasium.make(id_))
    # Some actions are not within [-1, 1], and that is all there is to say.
    assert all("symmetric and normalized Box action space" in message for message in ours)


def checked(env: gymnasium.Env[Any, Any]) -> list[str]:
    """The checker's warnings, and no warnings of compilers and collectors."""
    from stable_baselines3.common.env_checker import check_env

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check_env(env, warn=True, skip_render_check=True)
    env.close()
    return [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
