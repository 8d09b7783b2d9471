"""Behavior cloning in PyTorch: trains on a Minari data set, and saves checkpoints as ONNX models.

    pip install torch onnxscript minari pyarrow
    ./papilio demonstrate --env Walker2d-v5 --episodes 100 --out data/Walker2d-v5/expert-v0
    MINARI_DATASETS_PATH=data python clients/python/examples/behavior_cloning.py \
        Walker2d-v5/expert-v0 --out checkpoints
    ./papilio diagnose --policies 'checkpoints/step-*.onnx' --env Walker2d-v5
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import minari
import numpy as np
import torch
from gymnasium import spaces
from torch import nn


def standardization(rows: torch.Tensor) -> nn.Linear:
    """A layer that is not trained: minus the mean of the rows, over their standard deviation."""
    layer = nn.Linear(rows.shape[1], rows.shape[1])
    deviation = rows.std(0) + 1e-6
    layer.weight.data = torch.diag(1 / deviation)
    layer.bias.data = -rows.mean(0) / deviation
    return layer.requires_grad_(False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", help="id of a Minari data set")
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--checkpoint-interval", type=int, default=1_000)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--learning-rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    dataset = minari.load_dataset(args.dataset)
    episodes = list(dataset.iterate_episodes())
    inputs = torch.tensor(np.concatenate([e.observations[:-1] for e in episodes]).astype("float32"))
    targets = torch.tensor(np.concatenate([e.actions for e in episodes]))
    discrete = isinstance(dataset.action_space, spaces.Discrete)
    outputs = int(dataset.action_space.n) if discrete else targets.shape[1]
    loss_function: Any = nn.CrossEntropyLoss() if discrete else nn.MSELoss()

    policy = nn.Sequential(
        standardization(inputs),
        nn.Linear(inputs.shape[1], args.width),
        nn.ReLU(),
        nn.Linear(args.width, args.width),
        nn.ReLU(),
        nn.Linear(args.width, outputs),
    )
    optimizer = torch.optim.AdamW(policy.parameters(), lr=args.learning_rate)
    for step in range(1, args.steps + 1):
        rows = torch.randint(len(inputs), (args.batch_size,))
        loss = loss_function(policy(inputs[rows]), targets[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % args.checkpoint_interval == 0:
            save(policy, inputs[:2], args.out / f"step-{step}.onnx")
            print(f"step {step}: loss {loss.item():.4f}", flush=True)


def save(policy: nn.Module, example: torch.Tensor, path: Path) -> None:
    """Writes a model from [n, inputs] to [n, outputs] for any n."""
    torch.onnx.export(
        policy,
        (example,),
        path,
        input_names=["input"],
        output_names=["output"],
        dynamic_shapes=({0: torch.export.Dim("n")},),
        dynamo=True,
        external_data=False,
        verbose=False,
    )


if __name__ == "__main__":
    main()
