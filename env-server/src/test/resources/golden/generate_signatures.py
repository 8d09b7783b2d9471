"""Writes signatures.json: the keyword arguments of Gymnasium's MuJoCo environments with their defaults.

Needs: gymnasium[mujoco]==1.3.0, mujoco==3.14.0.
Usage: python generate_signatures.py > signatures.json

Infinite numbers are the strings "Infinity" and "-Infinity".
"""
import importlib, inspect, json, math
import gymnasium as gym
import numpy as np
from gymnasium.envs.mujoco import MujocoEnv

FAMILIES = ["Ant", "HalfCheetah", "Hopper", "Humanoid", "HumanoidStandup", "InvertedDoublePendulum", "InvertedPendulum",
            "Reacher", "Swimmer", "Walker2d"]
IDS = [f"{family}-v{version}" for family in FAMILIES for version in (4, 5)] + ["Pusher-v5"]
VIEW = ["width", "height", "camera_id", "camera_name", "max_geom", "visual_options"]  # Of the base class.


def defaults(constructor):
    parameters = inspect.signature(constructor).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}


def plain(value):
    if isinstance(value, (np.ndarray, tuple, list)):
        return [plain(entry) for entry in value]
    if isinstance(value, dict):
        return {name: plain(entry) for name, entry in value.items()}
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value.item() if isinstance(value, np.generic) else value


def signature(env_id):
    module, name = gym.spec(env_id).entry_point.split(":")
    base = defaults(MujocoEnv.__init__)
    own = defaults(getattr(importlib.import_module(module), name).__init__)
    return {name: plain(value) for name, value in {**{name: base[name] for name in VIEW}, **own}.items()}


lines = [f"{json.dumps(env_id)}: {json.dumps(signature(env_id))}" for env_id in IDS]
print("{\n" + ",\n".join(lines) + "\n}")
