"""Bytes in use for each of many of MuJoCo's mjData, after some steps with random controls.

Writes one number. Arguments: environment id, number of mjData, environment steps.
"""

import pathlib
import sys

import gymnasium
import mujoco
import numpy as np


def resident() -> int:
    status = pathlib.Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


environment, size, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
env = gymnasium.make(environment).unwrapped
model, skip = env.model, env.frame_skip
generator = np.random.default_rng(0)
mujoco.mj_step(model, env.data)
before = resident()
simulations = [mujoco.MjData(model) for _ in range(size)]
for data in simulations:
    for _ in range(steps):
        data.ctrl[:] = generator.uniform(env.action_space.low, env.action_space.high)
        mujoco.mj_step(model, data, skip)
print((resident() - before) / size, flush=True)
