"""Frames of Papilio's server beside those of Gymnasium: equal in every pixel."""

import ctypes
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from papilio_gym import PapilioEnv, PapilioVectorEnv

from agreement import assert_same, assert_videos_agree

FAMILIES = """
    Ant HalfCheetah Hopper Humanoid HumanoidStandup InvertedDoublePendulum InvertedPendulum Pusher
    Reacher Swimmer Walker2d
""".split()

# Both render on the same machine with the same OpenGL.
pytestmark = [
    pytest.mark.nightly,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:.*GLFW"),
    pytest.mark.filterwarnings("ignore:.*is out of date"),
]


@pytest.fixture(autouse=True)
def opengl(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Gymnasium renders with the library that the server uses: EGL, or else OSMesa."""
    for name, library in (("egl", "libEGL.so.1"), ("osmesa", "libOSMesa.so.8")):
        try:
            ctypes.CDLL(library)
        except OSError:
            continue
        monkeypatch.setenv("MUJOCO_GL", name)
        yield
        return
    pytest.skip("OpenGL is not installed (Debian: apt-get install libegl1 libgl1-mesa-dri)")


@pytest.mark.parametrize("family", FAMILIES)
def test_colors_agree(java_server: str, family: str) -> None:
    assert_frames_agree(java_server, f"{family}-v5", "rgb_array")


@pytest.mark.parametrize("mode", ["depth_array", "rgbd_tuple"])
def test_depths_agree(java_server: str, mode: str) -> None:
    assert_frames_agree(java_server, "HalfCheetah-v5", mode)


@pytest.mark.parametrize("id_", ["Walker2d-v4", "InvertedDoublePendulum-v4"])
def test_models_of_version_4_agree(java_server: str, id_: str) -> None:
    assert_frames_agree(java_server, id_, "rgb_array")


@pytest.mark.parametrize(
    "keywords",
    [
        {"width": 200, "height": 100, "camera_id": -1},
        {"camera_name": "track", "visual_options": {"0": True, "14": True}},
        {"camera_id": -1, "default_camera_config": {"distance": 6.0, "azimuth": 30.0}},
    ],
)
def test_keyword_arguments_of_frames_agree(java_server: str, keywords: dict[str, Any]) -> None:
    theirs = dict(keywords)
    if "visual_options" in theirs:
        # The protocol's dictionaries have strings as keys.
        theirs["visual_options"] = {int(k): v for k, v in theirs["visual_options"].items()}
    assert_frames_agree(java_server, "Ant-v5", "rgb_array", keywords, theirs)


def test_a_vector_gives_a_frame_of_each(java_server: str) -> None:
    make: dict[str, Any] = {"render_mode": "rgb_array", "width": 64, "height": 48}
    ours = gymnasium.make_vec("papilio/Hopper-v5", 3, target=java_server, **make)
    ours.reset(seed=4)
    frames = ours.render()
    assert isinstance(frames, (tuple, list)) and len(frames) == 3
    for i, frame in enumerate(frames):
        alone = gymnasium.make("papilio/Hopper-v5", target=java_server, **make)
        alone.reset(seed=4 + i)
        assert_same(frame, alone.render(), f"environment {i}")
        alone.close()
    ours.close()


def test_a_video_of_a_vector_is_gymnasiums(java_server: str, tmp_path: Path) -> None:
    drawn: Any = {"render_mode": "rgb_array", "width": 64, "height": 48, "max_episode_steps": 6}
    ours = gymnasium.make_vec("papilio/Hopper-v5", 3, target=java_server, **drawn)
    theirs = SyncVectorEnv([partial(gymnasium.make, "Hopper-v5", **drawn)] * 3)
    assert_videos_agree(ours, theirs, tmp_path)


@pytest.mark.parametrize("mode", ["rgb_array", "depth_array", "rgbd_tuple"])
def test_each_mode_has_its_kind_of_frame(java_server: str, mode: str) -> None:
    size: Any = {"width": 40, "height": 30}
    env = PapilioEnv("Hopper-v5", target=java_server, render_mode=mode, **size)
    env.reset(seed=1)
    frame = env.render()
    kinds = {"rgb_array": ("uint8", (30, 40, 3)), "depth_array": ("float32", (30, 40))}
    parts = zip(kinds, frame, strict=True) if mode == "rgbd_tuple" else [(mode, frame)]
    for name, part in parts:
        assert (part.dtype.name, part.shape) == kinds[name]
    env.close()


@pytest.mark.filterwarnings("ignore:.*same-step")
@pytest.mark.parametrize("mode", AutoresetMode)
def test_a_video_of_a_python_environment_is_gymnasiums(
    python_server: str, tmp_path: Path, mode: AutoresetMode
) -> None:
    rendered: Any = {"render_mode": "rgb_array", "max_episode_steps": 6}
    ours = PapilioVectorEnv(
        "CartPole-v1", 3, target=python_server, autoreset_mode=mode, **rendered
    )
    make = partial(gymnasium.make, "CartPole-v1", **rendered)
    assert_videos_agree(ours, SyncVectorEnv([make] * 3, autoreset_mode=mode), tmp_path)


def assert_frames_agree(
    target: str,
    id_: str,
    mode: str,
    keywords: dict[str, Any] | None = None,
    their_keywords: dict[str, Any] | None = None,
) -> None:
    ours = gymnasium.make(f"papilio/{id_}", target=target, render_mode=mode, **(keywords or {}))
    theirs = gymnasium.make(id_, render_mode=mode, **(their_keywords or {}))
    theirs.action_space.seed(2)
    for env in (ours, theirs):
        env.reset(seed=2)
    for _ in range(4):
        action = theirs.action_space.sample()
        for env in (ours, theirs):
            env.step(action)
    assert_same(ours.render(), np_frames(theirs.render()), id_)
    for env in (ours, theirs):
        env.close()


def np_frames(frames: Any) -> Any:
    """Gymnasium's frames, whose rows are stored in reverse, in the usual order."""
    if isinstance(frames, tuple):
        return tuple(np_frames(frame) for frame in frames)
    return np.ascontiguousarray(frames)

