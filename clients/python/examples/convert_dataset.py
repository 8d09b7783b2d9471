"""Copies a Minari data set to another file format: Arrow or HDF5.

    pip install minari pyarrow h5py
    python clients/python/examples/convert_dataset.py walker/expert-v0 --out demonstrations

Minari finds the data set under MINARI_DATASETS_PATH. Papilio reads Arrow and HDF5, not Parquet.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import minari
from minari.data_collector import EpisodeBuffer
from minari.dataset.minari_storage import MinariStorage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", help="the id of the data set")
    parser.add_argument("--format", default="arrow", choices=["arrow", "hdf5"])
    parser.add_argument("--out", type=Path, required=True, help="directory to create")
    args = parser.parse_args()
    convert(minari.load_dataset(args.dataset).storage, args.format, args.out)


def convert(storage: MinariStorage, data_format: str, out: Path) -> None:
    """Copies the episodes with their seeds, and the metadata of the data set."""
    out.mkdir(parents=True)
    spaces = storage.observation_space, storage.action_space
    # Minari does not accept a relative path.
    target = MinariStorage.new(out.resolve() / "data", *spaces, data_format=data_format)
    ids = range(storage.total_episodes)
    metadata = storage.get_episode_metadata(ids)
    for episode, about in zip(storage.get_episodes(ids), metadata, strict=True):
        target.update_episodes([EpisodeBuffer(seed=about.get("seed"), **episode)])
    written = target.metadata
    about_all = {name: value for name, value in storage.metadata.items() if name not in written}
    target.update_metadata(about_all)


if __name__ == "__main__":
    main()
