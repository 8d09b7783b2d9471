"""Frames through the protocol."""

import io
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from gymnasium.wrappers import RecordVideo
from PIL import Image
from papilio_gym import PapilioEnv, PapilioVectorEnv
from papilio_gym.protocol import environment_pb2 as pb

from command_line import papilio


@pytest.mark.parametrize("id_", ["CartPole-v1", "FrozenLake-v1"])
def test_frames_are_those_of_the_environment(python_server: str, id_: str) -> None:
    ours = PapilioEnv(id_, target=python_server, render_mode="rgb_array")
    theirs = gymnasium.make(id_, render_mode="rgb_array")
    for env in (ours, theirs):
        env.reset(seed=1)
        env.step(1)
    frame = ours.render()
    assert frame.dtype == np.uint8 and (frame == theirs.render()).all()
    ours.close()


def test_papilios_command_renders_what_has_no_size(python_server: str, tmp_path: Path) -> None:
    where = f"--server={python_server}", f"--out={tmp_path}/pole.gif"
    papilio("render", "--env=CartPole-v1", "--policy=random", "--steps=2", *where)
    with Image.open(tmp_path / "pole.gif") as gif:
        assert gif.size == (600, 400)


def test_a_png_has_the_same_pixels(python_server: str) -> None:
    env = PapilioEnv("CartPole-v1", target=python_server, render_mode="rgb_array")
    env.reset(seed=1)
    request = pb.RenderRequest(mode="rgb_array", encoding=pb.IMAGE_ENCODING_PNG)
    (image,) = env._session.ask(pb.InteractRequest(render=request)).render.images
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


@pytest.mark.parametrize("mode", AutoresetMode)
def test_lists_of_frames_are_those_of_gymnasium(python_server: str, mode: AutoresetMode) -> None:
    papilio_gym.register(python_server)
    given: dict[str, Any] = {
        "num_envs": 2,
        "render_mode": "rgb_array_list",
        "vector_kwargs": {"autoreset_mode": mode},
    }
    ours = gymnasium.make_vec(
        "papilio/CartPole-v1", 2, render_mode="rgb_array_list", autoreset_mode=mode
    )
    theirs = gymnasium.make_vec("CartPole-v1", vectorization_mode="sync", **given)
    assert ours.render_mode == theirs.render_mode == "rgb_array_list"
    ended = np.zeros(2, np.bool_)
    for t in range(40):
        for envs in (ours, theirs):
            if t == 0:
                envs.reset(seed=1)
            elif mode is AutoresetMode.DISABLED and ended.any():
                envs.reset(options={"reset_mask": ended.copy()})
            else:
                last = envs.step(np.array([1, t % 2]))
        if t > 0:
            ended = np.zeros(2, np.bool_) if ended.any() and t > 0 else last[2] | last[3]
        if t in (3, 20, 39):
            rendered, expected = ours.render(), theirs.render()
            assert rendered is not None and expected is not None
            assert [len(frames) for frames in rendered] == [len(frames) for frames in expected]
            for mine, yours in zip(rendered, expected, strict=True):
                np.testing.assert_array_equal(mine, yours)
    ours.close()
    theirs.close()


def test_a_video_is_recorded(python_server: str, tmp_path: Path) -> None:
    papilio_gym.register(python_server)
    rendered = gymnasium.make(
        "papilio/CartPole-v1", render_mode="rgb_array", max_episode_steps=20
    )
    env: Any = RecordVideo(rendered, str(tmp_path / "videos"), episode_trigger=lambda n: n == 0)
    env.reset(seed=1)
    ended = False
    while not ended:
        _, _, terminated, truncated, _ = env.step(env.action_space.sample())
        ended = terminated or truncated
    env.close()
    (video,) = tmp_path.glob("videos/*.mp4")
    assert video.stat().st_size > 1000


def test_rendering_needs_a_reset_and_a_mode_of_the_server(python_server: str) -> None:
    for mode in ("human", "depth_array", "rgbd_tuple"):
        with pytest.raises(gymnasium.error.UnsupportedMode):
            PapilioEnv("CartPole-v1", target=python_server, render_mode=mode)
    env = PapilioEnv("CartPole-v1", target=python_server, render_mode="rgb_array")
    with pytest.raises(papilio_gym.ResetNeeded):
        env.render()
    env.close()
    assert PapilioEnv("CartPole-v1", target=python_server).render() is None


def test_an_environment_without_frames_has_no_render_mode(java_server: str) -> None:
    with pytest.raises(gymnasium.error.UnsupportedMode):
        gymnasium.make("papilio/LqrCliff-v0", target=java_server, render_mode="rgb_array")
