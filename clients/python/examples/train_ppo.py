"""Trains stable-baselines3's PPO on Hopper-v5 and on papilio/Hopper-v5, and compares the returns.

    pip install stable-baselines3
    python examples/train_ppo.py --steps 20000 --seed 0

The two runs differ only in the id. PPO is deterministic on one thread, so the returns must be equal
in every episode; the exit code is 0 if they are.
"""

from __future__ import annotations

import argparse
import warnings

import gymnasium
import torch
from stable_baselines3 import PPO
from stable_baselines3.common.env_checker import check_env
from stable_baselines3.common.monitor import Monitor

import papilio_gym  # noqa: F401  Registers papilio/Hopper-v5.


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--env", default="Hopper-v5")
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(1)
    theirs = train(args.env, args.steps, args.seed)
    ours = train(f"papilio/{args.env}", args.steps, args.seed)
    print(f"{'episodes':>10} {args.env:>16} {'papilio/' + args.env:>20}")
    tenth = max(1, len(theirs) // 10)
    for i in range(0, len(theirs) - tenth + 1, tenth):
        means = [sum(curve[i : i + tenth]) / tenth for curve in (theirs, ours)]
        print(f"{i + 1:>4} - {i + tenth:>3} {means[0]:>16.6f} {means[1]:>20.6f}")
    same = ours == theirs
    print(f"{len(theirs)} episodes, curves {'identical' if same else 'DIFFERENT'}")
    raise SystemExit(0 if same else 1)


def train(id_: str, steps: int, seed: int) -> list[float]:
    """The return of every episode of the training."""
    env = gymnasium.make(id_)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check_env(env, warn=True, skip_render_check=True)
    print(f"{id_}: stable-baselines3's check_env passes, {len(caught)} warnings")
    monitored: Monitor = Monitor(env)
    PPO("MlpPolicy", monitored, seed=seed, device="cpu").learn(steps)
    returns: list[float] = monitored.get_episode_rewards()
    monitored.close()
    return returns


if __name__ == "__main__":
    main()
