"""Writes vector-golden.json: what Gymnasium 1.3's SyncVectorEnv answers in each autoreset mode.

Run with gymnasium 1.3.0: python3 vector-golden.py > vector-golden.json
The environment below is DriftEnvironment of the tests, line by line.
"""

import json

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from gymnasium.wrappers import TimeLimit

ENVIRONMENTS = 3
STEPS = 14


class Drift(gymnasium.Env):
    observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (2,), np.float64)
    action_space = gymnasium.spaces.Box(-1.0, 1.0, (1,), np.float64)
    generator = 0

    def reset(self, *, seed=None, options=None):
        self.generator = seed if seed is not None else (31 * self.generator + 7) % 10
        self.position, self.time = float(self.generator), 0.0
        return np.array([self.position, self.time]), {"start": self.position}

    def step(self, action):
        self.position += float(action[0])
        self.time += 1.0
        info = {"position": self.position}
        if self.time % 2 == 0:
            info["even"] = np.array([self.time, -self.time])
        observation = np.array([self.position, self.time])
        return observation, 2 * self.position, self.position >= 8.0, False, info


def columns(infos):
    return {
        name: {"values": np.asarray(values, np.float64).tolist(), "present": infos["_" + name].tolist()}
        for name, values in infos.items()
        if not name.startswith("_") and name not in ("final_obs", "final_info")
    }


def answer(call, observations, rewards, terminated, truncated, infos):
    ended = None
    if "final_obs" in infos:
        zero = np.zeros(2)
        ended = {
            "mask": infos["_final_obs"].tolist(),
            "observations": [(zero if o is None else o).tolist() for o in infos["final_obs"]],
            "info": columns(infos["final_info"]),
        }
    return {
        "call": call,
        "observations": observations.tolist(),
        "rewards": np.asarray(rewards).tolist(),
        "terminated": np.asarray(terminated).tolist(),
        "truncated": np.asarray(truncated).tolist(),
        "info": columns(infos),
        "ended": ended,
    }


def trace(mode):
    vector = SyncVectorEnv(
        [lambda: TimeLimit(Drift(), 5)] * ENVIRONMENTS, autoreset_mode=mode
    )
    nothing = np.zeros(ENVIRONMENTS)
    off = np.zeros(ENVIRONMENTS, bool)

    def reset(seed=None, mask=None):
        options = None if mask is None else {"reset_mask": mask}
        observations, infos = vector.reset(seed=seed, options=options)
        call = {"seed": seed, "mask": None if mask is None else mask.tolist()}
        return answer({"reset": call}, observations, nothing, off, off, infos)

    answers = [reset(seed=3)]
    for t in range(STEPS):
        actions = np.array([[((t + i) % 3) - 0.5] for i in range(ENVIRONMENTS)])
        result = vector.step(actions)
        answers.append(answer({"step": actions.tolist()}, *result))
        ended = result[2] | result[3]
        if mode is AutoresetMode.DISABLED and ended.any():
            answers.append(reset(mask=ended))
    answers.append(reset(mask=np.array([False, True, False])))
    answers.append(reset())
    return answers


print(json.dumps({mode.name: trace(mode) for mode in AutoresetMode}))
