"""Writes spaces/*, data sets of Minari itself with boxes of every kind, and what Minari reads in them.

Each has expected.json beside its data: per episode the seed, the last flags, and of observations,
actions and rewards the NumPy type, the shape and the little-endian bytes in base 64. Half precision
is widened to float32.

Run with gymnasium 1.3.0, minari 0.5.3, h5py 3.16.0, pyarrow 26.0.1, pillow 12.3.0:
    MINARI_DATASETS_PATH=somewhere python generate_spaces.py
"""

import base64
import json
import os
import shutil
import warnings
from pathlib import Path

import minari
import numpy as np
from gymnasium.spaces import Box
from minari.data_collector import EpisodeBuffer

HERE = Path(__file__).parent / "spaces"
LENGTHS = (3, 2)
ACTIONS = Box(-1, 1, (2,), np.float32)


def box(dtype: type, shape: tuple[int, ...]) -> Box:
    if np.issubdtype(dtype, np.floating):
        return Box(-np.inf, np.inf, shape, dtype)
    if dtype is bool:
        return Box(0, 1, shape, dtype)
    return Box(np.iinfo(dtype).min, np.iinfo(dtype).max, shape, dtype)


def points(space: Box, count: int, random: np.random.Generator) -> np.ndarray:
    shape = (count, *space.shape)
    if np.issubdtype(space.dtype, np.floating):
        return random.standard_normal(shape).astype(space.dtype)
    if space.dtype == bool:
        return random.integers(0, 2, shape).astype(bool)
    values = random.integers(space.low, space.high, shape, space.dtype, endpoint=True)
    values.flat[0] = np.iinfo(space.dtype).max
    values.flat[1] = np.iinfo(space.dtype).min
    return values


def episode(index: int, space: Box, actions: Box, seed: int, middle: bool) -> EpisodeBuffer:
    random = np.random.default_rng(index)
    length = LENGTHS[index]
    flags = [False] * (length - 1)
    return EpisodeBuffer(
        id=index,
        seed=seed + index,
        observations=points(space, length + 1, random),
        actions=points(actions, length, random),
        rewards=list(random.standard_normal(length)),
        terminations=[middle] + flags if middle else flags + [index == 0],
        truncations=flags + [index == 1],
        infos={},
    )


def write(
    name: str, space: Box, actions: Box = ACTIONS, seed: int = 7, middle: bool = False,
    formats: tuple[str, ...] = ("arrow", "hdf5"), namespace: str = "",
) -> None:
    for data_format in formats:
        dataset_id = f"{namespace}{name}-{data_format}-v0"
        episodes = [episode(i, space, actions, seed, middle) for i in range(len(LENGTHS))]
        dataset = minari.create_dataset_from_buffers(
            dataset_id, episodes, observation_space=space, action_space=actions,
            data_format=data_format,
        )
        out = HERE / f"{name}-{data_format}"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(Path(os.environ["MINARI_DATASETS_PATH"], dataset_id), out)
        read = list(minari.load_dataset(dataset_id).iterate_episodes())
        (out / "expected.json").write_text(
            json.dumps([expected(seed + i, e) for i, e in enumerate(read)], indent=1) + "\n"
        )


def expected(seed: int, episode: minari.EpisodeData) -> dict:
    return {
        "seed": str(seed),
        "terminated": bool(episode.terminations[-1]),
        "truncated": bool(episode.truncations[-1]),
        **{name: array(getattr(episode, name)) for name in ("observations", "actions", "rewards")},
    }


def array(values: np.ndarray) -> dict:
    values = values.astype(np.float32) if values.dtype == np.float16 else values
    return {
        "dtype": str(values.dtype),
        "shape": list(values.shape),
        "bytes": base64.b64encode(values.tobytes()).decode(),
    }


if __name__ == "__main__":
    warnings.filterwarnings("ignore")  # Of authors and environments that are not given.
    for dtype in (bool, np.int8, np.uint16, np.uint32, np.uint64, np.float16, np.float64):
        write(np.dtype(dtype).name, box(dtype, (2, 3)), box(dtype, (2,)))
    # Of uint8 arrays that are no images, Minari's HDF5 keeps a JPEG that it does not read again.
    write("uint8", box(np.uint8, (2, 3)), formats=("arrow",))
    write("uint8-jpeg", box(np.uint8, (4,)), formats=("hdf5",))
    write("scalar", box(np.float64, ()), box(np.float32, ()))
    write("gray", box(np.uint8, (33, 34)))
    write("colour", box(np.uint8, (34, 33, 3)))
    write("other-bounds", Box(0, 200, (32, 32), np.uint8), formats=("arrow",))
    write("middle", box(np.float32, (1,)), middle=True)
    write("large-seed", box(np.float32, (1,)), seed=2**63)
    write("umlaut", box(np.float32, (1,)), formats=("arrow",), namespace="Übung/für_alle/")
    write("parquet", box(np.float32, (1,)), formats=("parquet",))
