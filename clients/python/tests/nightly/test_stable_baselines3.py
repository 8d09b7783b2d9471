"""Agents of Stable-Baselines3 and networks of PyTorch on Papilio's server."""

from collections.abc import Iterator
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest

sb3 = pytest.importorskip("stable_baselines3")
torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")

pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore")]


class Seeded(gymnasium.Wrapper[Any, Any, Any, Any]):
    """Begins each episode with the next seed: evaluate_policy itself gives none."""

    def __init__(self, env: gymnasium.Env[Any, Any], seeds: Iterator[int]) -> None:
        super().__init__(env)
        self._seeds = seeds

    def reset(self, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        return self.env.reset(seed=next(self._seeds), options=kwargs.get("options"))


@pytest.mark.parametrize(("algorithm", "steps"), [("PPO", 512), ("SAC", 150)])
def test_returns_are_those_of_evaluate_policy(
    java_server: str, algorithm: str, steps: int
) -> None:
    from stable_baselines3.common.evaluation import evaluate_policy
    from stable_baselines3.common.monitor import Monitor

    model = getattr(sb3, algorithm)("MlpPolicy", "Hopper-v5", seed=1, device="cpu")
    model.learn(steps)
    seeds = range(3, 13)

    ours = papilio_gym.rollout(model, "Hopper-v5", seeds=seeds, target=java_server).returns()

    # The vector that evaluate_policy makes begins one more episode after the last one.
    env: Any = Monitor(Seeded(gymnasium.make("Hopper-v5"), iter([*seeds, 0])))
    result: Any = evaluate_policy(
        model, env, n_eval_episodes=len(seeds), deterministic=True, return_episode_rewards=True
    )
    theirs, lengths = result
    assert min(lengths) > 5
    np.testing.assert_allclose(ours, theirs, rtol=1e-3)


@pytest.mark.parametrize("id_", ["Hopper-v5", "Walker2d-v5", "HalfCheetah-v5", "Humanoid-v5"])
def test_actions_are_those_of_the_module(java_server: str, id_: str) -> None:
    env = gymnasium.make(id_)
    inputs, outputs = (int(np.prod(s.shape or ())) for s in (env.observation_space, env.action_space))
    torch.manual_seed(0)
    module = torch.nn.Sequential(
        torch.nn.Linear(inputs, 64), torch.nn.Tanh(), torch.nn.Linear(64, outputs), torch.nn.Tanh()
    )
    episodes = papilio_gym.rollout(
        module, id_, episodes=20, horizon=20, binding=papilio_gym.Binding(), target=java_server
    )
    for episode in episodes:
        with torch.no_grad():
            expected = module(torch.as_tensor(episode.observations[:-1], dtype=torch.float32))
        space: Any = env.action_space
        clipped = np.clip(expected.numpy(), space.low, space.high)
        np.testing.assert_allclose(episode.actions, clipped, rtol=1e-5, atol=1e-6)
