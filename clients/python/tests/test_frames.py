"""Frames of Papilio's server against those that Gymnasium draws itself: equal in every pixel."""

import ctypes
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import SyncVectorEnv

from agreement import assert_same, assert_videos_agree

FAMILIES = """
    Ant HalfCheetah Hopper Humanoid HumanoidStandup InvertedDoublePendulum InvertedPendulum Pusher
    Reacher Swimmer Walker2d
""".split()

# Both draw on the same machine with the same OpenGL. What Gymnasium leaves behind of a context is
# not ours to mend.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:.*GLFW"),
    pytest.mark.filterwarnings("ignore:.*is out of date"),
]


@pytest.fixture(autouse=True)
def opengl(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Gymnasium draws with the library that the server takes too: EGL, or else OSMesa."""
    for name, library in (("egl", "libEGL.so.1"), ("osmesa", "libOSMesa.so.8")):
        try:
            ctypes.CDLL(library)
        except OSError:
            continue
        monkeypatch.setenv("MUJOCO_GL", name)
        yield
        return
    pytest.skip("OpenGL: none (expected: EGL; Debian: apt-get install libegl1 libgl1-mesa-dri)")


@pytest.mark.parametrize("family", FAMILIES)
def test_colours_agree(java_server: str, family: str) -> None:
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
def test_keywords_of_the_picture_agree(java_server: str, keywords: dict[str, Any]) -> None:
    theirs = dict(keywords)
    if "visual_options" in theirs:
        # Keys of the protocol's dictionaries are text.
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


def test_an_environment_without_pictures_says_so(java_server: str) -> None:
    with pytest.raises(gymnasium.error.UnsupportedMode, match="LqrCliff-v0"):
        gymnasium.make("papilio/LqrCliff-v0", target=java_server, render_mode="rgb_array")


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
    """Gymnasium's frames, whose rows run backwards in memory, in the usual order."""
    if isinstance(frames, tuple):
        return tuple(np_frames(frame) for frame in frames)
    return np.ascontiguousarray(frames)


assert papilio_gym  # Its import registers the ids.
