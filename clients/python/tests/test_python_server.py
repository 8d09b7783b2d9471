"""The client against this package's server of environments of Gymnasium."""

from typing import Any

import gymnasium
import papilio_gym
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode
from papilio_gym.serve.vectors import WideningVectorEnv

import everything
from agreement import assert_single_agree, assert_vectors_agree

IDS = ["CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Blackjack-v1", everything.ID]


@pytest.fixture(scope="module", autouse=True)
def registered(python_server: str) -> list[str]:
    return papilio_gym.register(python_server)


def test_registration_asks_the_server_for_its_ids(registered: list[str]) -> None:
    assert registered == sorted(f"papilio/{id_}" for id_ in [*IDS, "Taxi-v4"])
    spec = gymnasium.spec("papilio/CartPole-v1")
    assert (spec.max_episode_steps, spec.reward_threshold) == (500, 475.0)


@pytest.mark.parametrize("id_", IDS)
def test_single_environments_agree_with_gymnasium(id_: str) -> None:
    ours, theirs = make(f"papilio/{id_}"), make(id_)
    assert ours.spec and theirs.spec
    assert ours.observation_space == theirs.observation_space
    assert ours.spec.max_episode_steps == theirs.spec.max_episode_steps
    assert_single_agree(Numeric(ours), Numeric(theirs), steps=60, seed=5)
    ours.close()


@pytest.mark.parametrize("id_", ["FrozenLake-v1", "Taxi-v4", "Blackjack-v1"])
def test_discrete_observations_are_integers_of_python_as_gymnasiums(id_: str) -> None:
    ours, theirs = make(f"papilio/{id_}"), make(id_)
    pairs = [(ours.reset(seed=1), theirs.reset(seed=1)), (ours.step(0), theirs.step(0))]
    for mine, yours in pairs:
        assert (repr(mine[0]), type(mine[0])) == (repr(yours[0]), type(yours[0]))
    ours.close()


@pytest.mark.parametrize("mode", AutoresetMode)
@pytest.mark.parametrize("id_", IDS)
def test_vector_environments_agree_with_gymnasium(id_: str, mode: AutoresetMode) -> None:
    ours = gymnasium.make_vec(f"papilio/{id_}", num_envs=3, autoreset_mode=mode)
    theirs = WideningVectorEnv([lambda: Numeric(make(id_))] * 3, autoreset_mode=mode)
    assert ours.metadata["autoreset_mode"] is mode
    assert ours.observation_space == theirs.observation_space
    ended = assert_vectors_agree(ours, theirs, steps=80, seed=5)
    assert ended > 2 or id_ == "Pendulum-v1"
    ours.close()


@pytest.mark.parametrize("id_", ["CartPole-v1", "Blackjack-v1"])
def test_the_environment_checker_has_nothing_to_say(id_: str) -> None:
    env = gymnasium.make(f"papilio/{id_}").unwrapped
    if id_ == "CartPole-v1":
        # Gymnasium's own has the same infinite bounds, and is warned of for them.
        with pytest.warns(UserWarning, match="infinity"):
            check_env(env)
    else:
        check_env(env)
    env.close()


def make(id_: str) -> gymnasium.Env[Any, Any]:
    # The checker takes a Discrete of another type than int64 for a mistake.
    return gymnasium.make(id_, disable_env_checker=True)


class Numeric(gymnasium.Wrapper[Any, Any, Any, Any]):
    """Leaves the strings out of the infos, since only numbers travel."""

    def reset(self, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        observation, info = self.env.reset(**kwargs)
        return observation, _numeric(info)

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        *result, info = self.env.step(action)
        return (*result, _numeric(info))


def _numeric(info: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in info.items() if not isinstance(value, str)}
