"""Agents of Stable-Baselines3 on Papilio's server, where torch is installed."""

import gymnasium
import numpy as np
import pytest
from papilio_gym import rollout

sb3 = pytest.importorskip("stable_baselines3")
pytest.importorskip("onnxscript")

pytestmark = pytest.mark.nightly


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("algorithm", ["PPO", "SAC"])
def test_returns_are_those_of_predict(java_server: str, algorithm: str) -> None:
    model = getattr(sb3, algorithm)("MlpPolicy", "Hopper-v5", seed=1, device="cpu")
    model.learn(256)
    seeds = range(3, 8)
    ours = rollout(model, "Hopper-v5", seeds=seeds, target=java_server).returns()
    env = gymnasium.make("Hopper-v5")
    theirs = []
    for seed in seeds:
        observation, _ = env.reset(seed=seed)
        total, ended = 0.0, False
        while not ended:
            action, _ = model.predict(observation, deterministic=True)
            observation, reward, terminated, truncated, _ = env.step(action)
            total += float(reward)
            ended = terminated or truncated
        theirs.append(total)
    np.testing.assert_allclose(ours, theirs, rtol=1e-3)
