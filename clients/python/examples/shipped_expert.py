"""A shipped expert in NumPy, compared with its recorded actions.

    pip install safetensors minari pyarrow
    ./papilio demonstrate --env Humanoid-v5 --episodes 3 --out data/Humanoid-v5/expert-v0
    python clients/python/examples/shipped_expert.py data Humanoid-v5/expert-v0
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

Array = NDArray[Any]
Weights = dict[str, Array]
EXPERTS = Path(__file__).parents[3] / "expert/src/main/resources/io/papilio/expert/shipped"


def act(weights: Weights, observations: Array, low: Array, high: Array, exact: bool = True) -> Array:
    """The actions tanh(mu(s)), scaled to the bounds. Shapes: [n, observation], [n, action]."""
    linear = as_papilio_adds if exact else as_numpy_adds
    x = observations.astype(np.float32)
    for layer in ("actor.latent_pi.0", "actor.latent_pi.2"):
        x = np.maximum(linear(x, weights[f"{layer}.weight"].T, weights[f"{layer}.bias"]), 0)
    mu = linear(x, weights["actor.mu.weight"].T, weights["actor.mu.bias"])
    a = np.tanh(mu.astype(np.float64)).astype(np.float32)
    low, high = low.astype(np.float64), high.astype(np.float64)
    actions: Array = ((high + low) / 2 + (high - low) / 2 * a).astype(np.float32)
    return actions


def as_papilio_adds(x: Array, w: Array, b: Array) -> Array:
    """x W + b in the order of Papilio: one chain of fused multiply-adds in float32."""
    y = np.tile(b, (len(x), 1))
    for k in range(len(w)):
        # The product is exact in float64. The sum is rounded there before it is rounded to float32,
        # which differs from one rounding about once in 2^29 sums, by one float32.
        y = (x[:, k, None].astype(np.float64) * w[k] + y).astype(np.float32)
    return y


def as_numpy_adds(x: Array, w: Array, b: Array) -> Array:
    """x W + b in float32, in the order of NumPy's BLAS."""
    y: Array = x @ w + b
    return y


def main() -> None:
    root, dataset_id = sys.argv[1:]
    os.environ["MINARI_DATASETS_PATH"] = root
    import minari  # Minari reads the variable when it is imported.

    dataset = minari.load_dataset(dataset_id)
    weights = load_file(EXPERTS / dataset_id.split("/")[0] / "model.safetensors")
    bounds = dataset.action_space.low, dataset.action_space.high
    episodes = list(dataset.iterate_episodes())
    for exact in (True, False):
        largest = max(
            np.abs(act(weights, e.observations[:-1], *bounds, exact) - e.actions).max()
            for e in episodes
        )
        order = "in Papilio's order" if exact else "in NumPy's order"
        print(f"{dataset_id}, sums {order}: {largest:.1e} at most from the recorded actions")


if __name__ == "__main__":
    main()
