"""Soft actor-critic by Stable-Baselines3, measured in pieces.

Reads numbers of environment steps from standard input, one per line, trains for as many, and
answers each with the seconds that took. With as many updates as steps, as by default.
Where Stable-Baselines3 is not installed, plain_sac.py takes its place.
Arguments: environment id, threads, steps with random actions before the first update.
"""

import sys
import time

import torch

environment, threads, learning_starts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
try:
    import stable_baselines3
except ModuleNotFoundError:
    from plain_sac import PlainSac

    name = "a plain PyTorch loop (bench/plain_sac.py)"
    learn = PlainSac(environment, learning_starts, seed=0).learn
else:
    model = stable_baselines3.SAC(
        "MlpPolicy", environment, learning_starts=learning_starts, seed=0, device="cpu", verbose=0
    )
    name = f"Stable-Baselines3 {stable_baselines3.__version__}"

    def learn(steps: int) -> None:
        model.learn(steps, reset_num_timesteps=False)


print(f"{name}, PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    learn(int(line))
    print(time.perf_counter() - start, flush=True)
