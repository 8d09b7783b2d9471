"""Copies a Minari data set to another file format, Arrow or HDF5, and flattens its observations.

    pip install minari pyarrow h5py
    python clients/python/examples/convert_dataset.py walker/expert-v0 --out data/walker/arrow-v0

Minari finds the data set under MINARI_DATASETS_PATH. Papilio reads Arrow and HDF5, not Parquet, and
observations that are a Box: --flatten makes one of a Dict, a Tuple or a discrete space.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import minari
import numpy as np
from gymnasium import spaces
from gymnasium.envs.registration import EnvSpec
from gymnasium.wrappers import FlattenObservation
from minari.data_collector import EpisodeBuffer
from minari.dataset.minari_dataset import parse_dataset_id
from minari.dataset.minari_storage import MinariStorage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", help="the id of the data set")
    parser.add_argument("--format", default="arrow", choices=["arrow", "hdf5"])
    parser.add_argument("--flatten", action="store_true", help="as Gymnasium's flatten_space does")
    parser.add_argument(
        "--out", type=Path, required=True, help="directory to create; its last two names are the id"
    )
    args = parser.parse_args()
    dataset_id = "/".join(args.out.resolve().parts[-2:])
    try:
        parse_dataset_id(dataset_id)
    except (TypeError, ValueError):
        parser.error(f"--out: {args.out} (expected: a path that ends with NAMESPACE/NAME-v0)")
    storage = minari.load_dataset(args.dataset).storage
    if args.flatten and not isinstance(spaces.flatten_space(storage.observation_space), spaces.Box):
        parser.error(f"--flatten: {storage.observation_space} (expected: a space of a fixed size)")
    convert(storage, args.format, args.out.resolve(), dataset_id, args.flatten)


def convert(
    storage: MinariStorage, data_format: str, out: Path, dataset_id: str, flat: bool
) -> None:
    """Copies the episodes with their seeds, and the metadata of the data set."""
    out.mkdir(parents=True)
    space = storage.observation_space
    seen = spaces.flatten_space(space) if flat else space
    # Minari does not accept a relative path.
    target = MinariStorage.new(out / "data", seen, storage.action_space, data_format=data_format)
    ids = range(storage.total_episodes)
    metadata = storage.get_episode_metadata(ids)
    for episode, about in zip(storage.get_episodes(ids), metadata, strict=True):
        if flat:
            steps = range(len(episode["rewards"]) + 1)
            rows = [spaces.flatten(space, row(episode["observations"], t)) for t in steps]
            episode["observations"] = np.stack(rows)
        target.update_episodes([EpisodeBuffer(seed=about.get("seed"), **episode)])
    written = target.metadata
    about_all = {name: value for name, value in storage.metadata.items() if name not in written}
    about_all["dataset_id"] = dataset_id
    if flat and "env_spec" in about_all:
        about_all["env_spec"] = flattened(about_all["env_spec"])
    target.update_metadata(about_all)


def row(batch: Any, t: int) -> Any:
    """Observation t of an episode's."""
    if isinstance(batch, dict):
        return {name: row(part, t) for name, part in batch.items()}
    if isinstance(batch, tuple):
        return tuple(row(part, t) for part in batch)
    return batch[t]


def flattened(env_spec: str) -> str:
    """The environment whose observations are flat."""
    spec = EnvSpec.from_json(env_spec)
    spec.additional_wrappers += (FlattenObservation.wrapper_spec(),)
    return spec.to_json()


if __name__ == "__main__":
    main()
