"""Writes cartpole-arrow and cartpole-hdf5 with Minari itself, and cartpole.json with their numbers.

Run with gymnasium 1.3.0, minari 0.5.3, h5py 3.16.0, pyarrow 26.0.1, pillow 12.3.0:
    MINARI_DATASETS_PATH=somewhere python generate.py
"""

import json
import os
import shutil
from pathlib import Path

import gymnasium as gym
import minari
import numpy as np
from minari.data_collector import EpisodeBuffer

HERE = Path(__file__).parent


def episode(env: gym.Env, index: int) -> EpisodeBuffer:
    observation, _ = env.reset(seed=index)
    observations, actions, rewards, terminations, truncations = [observation], [], [], [], []
    while not (terminations and (terminations[-1] or truncations[-1])):
        action = len(actions) // (index + 1) % 2
        observation, reward, terminated, truncated, _ = env.step(action)
        observations.append(observation)
        actions.append(action)
        rewards.append(reward)
        terminations.append(terminated)
        truncations.append(truncated)
    return EpisodeBuffer(
        id=index,
        seed=index,
        observations=np.array(observations),
        actions=np.array(actions),
        rewards=rewards,
        terminations=terminations,
        truncations=truncations,
        infos={},
    )


env = gym.make("CartPole-v1", max_episode_steps=20)
episodes = [episode(env, i) for i in range(3)]
for data_format in ("arrow", "hdf5"):
    name = f"cartpole-{data_format}"
    minari.create_dataset_from_buffers(
        f"{name}-v0", episodes, env=env, algorithm_name="alternation", data_format=data_format
    )
    shutil.rmtree(HERE / name, ignore_errors=True)
    shutil.copytree(Path(os.environ["MINARI_DATASETS_PATH"]) / f"{name}-v0", HERE / name)
(HERE / "cartpole.json").write_text(
    json.dumps(
        [
            {
                "seed": e.seed,
                "observations": np.asarray(e.observations, np.float64).tolist(),
                "actions": np.asarray(e.actions).tolist(),
                "terminated": bool(e.terminations[-1]),
                "truncated": bool(e.truncations[-1]),
            }
            for e in episodes
        ]
    )
    + "\n"
)
