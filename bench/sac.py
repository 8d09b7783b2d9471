"""Soft actor-critic by Stable-Baselines3, measured in pieces.

Reads numbers of environment steps from standard input, one per line, trains for as many, and
answers each with the seconds that took. With as many updates as steps, as by default.
Arguments: environment id, threads, steps with random actions before the first update.
"""

import sys
import time

import stable_baselines3
import torch

environment, threads, learning_starts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
model = stable_baselines3.SAC(
    "MlpPolicy", environment, learning_starts=learning_starts, seed=0, device="cpu", verbose=0
)
print(f"Stable-Baselines3 {stable_baselines3.__version__}, PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    model.learn(int(line), reset_num_timesteps=False)
    print(time.perf_counter() - start, flush=True)
