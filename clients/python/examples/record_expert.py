"""Records episodes of a hand-written expert as a Minari data set.

    pip install minari pyarrow
    python examples/record_expert.py --env CartPole-v1 --out data/CartPole-v1/expert-v0

With your own environment and expert, from a module in the current directory:
    python examples/record_expert.py --env room:Room-v0 --expert room:expert --out data/room/expert-v0
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np


def balance(observation: Any) -> Any:
    """Balances CartPole by the angle and the angular velocity of the pole."""
    return np.int64(observation[2] + 0.5 * observation[3] > 0)


def swing(observation: Any) -> Any:
    """Damps Pendulum near the top, and swings it up elsewhere."""
    cosine, sine, speed = observation
    torque = -12 * sine - 3 * speed if cosine > 0.7 else 2 * np.sign(speed)
    return np.clip([torque], -2, 2).astype(np.float32)


# Evaluations use seeds from 0.
_FIRST_SEED = 1_000_000

EXPERTS: dict[str, Callable[[Any], Any]] = {"CartPole-v1": balance, "Pendulum-v1": swing}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--env", default="CartPole-v1", help="an id, or module:ID")
    parser.add_argument("--expert", help=f"module:function; optional for {' and '.join(EXPERTS)}")
    parser.add_argument("--episodes", type=int, default=20)
    parser.add_argument(
        "--out", type=Path, required=True, help="directory to create; its last two names are the id"
    )
    args = parser.parse_args()
    if args.expert is None and args.env not in EXPERTS:
        parser.error(f"--expert is missing (expected: module:function, for {args.env})")
    sys.path.insert(0, "")
    with tempfile.TemporaryDirectory() as root:
        os.environ["MINARI_DATASETS_PATH"] = root
        import minari  # Minari reads the variable when it is imported.
        from minari.data_collector import EpisodeBuffer
        from minari.dataset.minari_dataset import parse_dataset_id

        dataset_id = "/".join(args.out.resolve().parts[-2:])
        try:
            parse_dataset_id(dataset_id)
        except (TypeError, ValueError):
            parser.error(f"--out: {args.out} (expected: a path that ends with NAMESPACE/NAME-v0)")
        env = gymnasium.make(args.env)
        expert = named(args.expert) if args.expert else EXPERTS[args.env]
        seeds = range(_FIRST_SEED, _FIRST_SEED + args.episodes)
        episodes = [EpisodeBuffer(**episode(env, expert, seed)) for seed in seeds]
        warnings.filterwarnings("ignore", module="minari")  # About a missing author.
        minari.create_dataset_from_buffers(
            dataset_id, episodes, env=env, algorithm_name=expert.__name__, data_format="arrow"
        )
        shutil.copytree(Path(root, dataset_id), args.out)


def named(place: str) -> Callable[[Any], Any]:
    """The function of a name module:function."""
    module, _, name = place.partition(":")
    function: Callable[[Any], Any] = getattr(import_module(module), name)
    return function


def episode(env: Any, expert: Any, seed: int) -> dict[str, Any]:
    observation, _ = env.reset(seed=seed)
    observations: list[Any] = [observation]
    steps: list[tuple[Any, ...]] = []
    while not (steps and (steps[-1][2] or steps[-1][3])):
        action = expert(observation)
        observation, reward, terminated, truncated, _ = env.step(action)
        observations.append(observation)
        steps.append((action, reward, terminated, truncated))
    actions, rewards, terminations, truncations = zip(*steps, strict=True)
    return {
        "id": seed - _FIRST_SEED,
        "seed": seed,
        "observations": np.array(observations),
        "actions": np.array(actions),
        "rewards": list(rewards),
        "terminations": list(terminations),
        "truncations": list(truncations),
        "infos": {},
    }


if __name__ == "__main__":
    main()
