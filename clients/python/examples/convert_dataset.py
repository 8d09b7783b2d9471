"""Writes a data set of Minari's in another format: Arrow or HDF5, which Papilio reads, of Parquet.

Needs minari, and pyarrow or h5py. The data set is one of MINARI_DATASETS_PATH:
    python clients/python/examples/convert_dataset.py walker/expert-v0 --out demonstrations
"""

from __future__ import annotations

import argparse
from pathlib import Path

import minari
from minari.data_collector import EpisodeBuffer
from minari.dataset.minari_storage import MinariStorage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", help="its id")
    parser.add_argument("--format", default="arrow", choices=["arrow", "hdf5"])
    parser.add_argument("--out", type=Path, required=True, help="a directory that is not there")
    args = parser.parse_args()
    convert(minari.load_dataset(args.dataset).storage, args.format, args.out)


def convert(storage: MinariStorage, data_format: str, out: Path) -> None:
    """Copies all that a reader sees: values, seeds and what is known of the whole."""
    out.mkdir(parents=True)
    spaces = storage.observation_space, storage.action_space
    # Minari loses its way on a relative path.
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
