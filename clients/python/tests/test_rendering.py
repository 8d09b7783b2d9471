"""Frames through the protocol."""

import io
from functools import partial
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from gymnasium.wrappers import RecordVideo
from PIL import Image
from papilio_gym import PapilioEnv, PapilioVectorEnv
from papilio_gym.protocol import environment_pb2 as pb

from agreement import assert_videos_agree

IDS = ["CartPole-v1", "FrozenLake-v1"]


@pytest.fixture(autouse=True)
def without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")


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


@pytest.mark.parametrize("id_", IDS)
def test_frames_are_those_of_the_environment(python_server: str, id_: str) -> None:
    ours = PapilioEnv(id_, target=python_server, render_mode="rgb_array")
    theirs = gymnasium.make(id_, render_mode="rgb_array")
    for env in (ours, theirs):
        env.reset(seed=1)
        env.step(1)
    frame = ours.render()
    assert frame.dtype == np.uint8 and (frame == theirs.render()).all()
    ours.close()


def test_a_compressed_frame_is_the_same(python_server: str) -> None:
    env = PapilioEnv("CartPole-v1", target=python_server, render_mode="rgb_array")
    env.reset(seed=1)
    asked = pb.RenderRequest(mode="rgb_array", encoding=pb.IMAGE_ENCODING_PNG)
    (image,) = env._session.ask(pb.InteractRequest(render=asked)).render.images
    assert (np.asarray(Image.open(io.BytesIO(image.png))) == env.render()).all()
    env.close()


def test_a_vector_is_rendered_in_one_message(python_server: str) -> None:
    envs = PapilioVectorEnv("CartPole-v1", 3, target=python_server, render_mode="rgb_array")
    envs.reset(seed=1)
    frames = envs.render()
    assert frames is not None and [frame.shape for frame in frames] == [(400, 600, 3)] * 3
    one = pb.InteractRequest(render=pb.RenderRequest(mode="rgb_array", indices=[2]))
    (image,) = envs._session.ask(one).render.images
    assert image.raw.data == frames[2].tobytes()
    envs.close()


@pytest.mark.parametrize("id_", ["CartPole-v1", "Hopper-v5"])
def test_a_video_is_recorded(
    python_server: str, java_server: str, tmp_path: Path, id_: str
) -> None:
    papilio_gym.register(python_server)
    target = java_server if id_ == "Hopper-v5" else python_server
    drawn = gymnasium.make(
        f"papilio/{id_}", target=target, render_mode="rgb_array", max_episode_steps=20
    )
    env: Any = RecordVideo(drawn, str(tmp_path / "videos"), episode_trigger=lambda n: n == 0)
    env.reset(seed=1)
    ended = False
    while not ended:
        _, _, terminated, truncated, _ = env.step(env.action_space.sample())
        ended = terminated or truncated
    env.close()
    (video,) = tmp_path.glob("videos/*.mp4")
    assert video.stat().st_size > 1000


@pytest.mark.filterwarnings("ignore:.*same-step")
@pytest.mark.parametrize("mode", AutoresetMode)
def test_a_video_of_a_vector_is_gymnasiums(
    python_server: str, tmp_path: Path, mode: AutoresetMode
) -> None:
    drawn: Any = {"render_mode": "rgb_array", "max_episode_steps": 6}
    ours = PapilioVectorEnv("CartPole-v1", 3, target=python_server, autoreset_mode=mode, **drawn)
    make = partial(gymnasium.make, "CartPole-v1", **drawn)
    assert_videos_agree(ours, SyncVectorEnv([make] * 3, autoreset_mode=mode), tmp_path)


def test_rendering_needs_a_reset_and_a_mode_that_there_is(python_server: str) -> None:
    for mode in ("human", "depth_array", "rgbd_tuple"):
        with pytest.raises(gymnasium.error.UnsupportedMode, match=f"'{mode}'.*'rgb_array' of Cart"):
            PapilioEnv("CartPole-v1", target=python_server, render_mode=mode)
    env = PapilioEnv("CartPole-v1", target=python_server, render_mode="rgb_array")
    with pytest.raises(papilio_gym.ResetNeeded):
        env.render()
    env.close()
    assert PapilioEnv("CartPole-v1", target=python_server).render() is None
