"""All 21 MuJoCo environments beside Gymnasium's own, for thousands of steps, to the last bit."""

import re
from functools import partial
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from papilio_gym.registration import MUJOCO

from agreement import assert_same_outside, assert_single_agree, assert_vectors_agree

WITH_A_BOUND_TO_CHANGE = [
    f"{name}-v5"
    for name in (
        "Ant HalfCheetah Hopper Humanoid InvertedDoublePendulum InvertedPendulum Reacher Swimmer"
        " Walker2d"
    ).split()
]
EACH = pytest.mark.parametrize("id_", MUJOCO)
pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore:.*is out of date")]


@EACH
def test_single_environments_agree_for_5000_steps(java_server: str, id_: str) -> None:
    ours, theirs = gymnasium.make(f"papilio/{id_}", target=java_server), gymnasium.make(id_)
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=5000, seed=7)
    ours.close()


@EACH
@pytest.mark.parametrize("mode", AutoresetMode)
def test_vectors_agree_for_5000_steps(java_server: str, id_: str, mode: AutoresetMode) -> None:
    assert ended_in_agreement(java_server, id_, mode, size=2, steps=5000) >= 8


@EACH
@pytest.mark.parametrize("mode", AutoresetMode)
def test_vectors_of_short_episodes_agree(java_server: str, id_: str, mode: AutoresetMode) -> None:
    limit = {"max_episode_steps": 40}
    assert ended_in_agreement(java_server, id_, mode, size=10, steps=500, **limit) >= 120


@pytest.mark.parametrize("id_", WITH_A_BOUND_TO_CHANGE)
def test_models_of_the_client_agree(java_server: str, id_: str, tmp_path: Path) -> None:
    theirs: Any = gymnasium.make(id_).unwrapped
    own = re.sub('ctrlrange="[^"]*"', 'ctrlrange="-0.7 0.3"', Path(theirs.fullpath).read_text())
    file = tmp_path / "own.xml"
    file.write_text(own)
    ours = gymnasium.make(f"papilio/{id_}", target=java_server, xml_file=own)
    theirs = gymnasium.make(id_, xml_file=str(file))
    assert ours.action_space.high[0] == np.float32(0.3)  # type: ignore[attr-defined]
    assert_same_outside(ours, theirs)
    assert_single_agree(ours, theirs, steps=200, seed=5)
    ours.close()


def ended_in_agreement(
    target: str, id_: str, mode: AutoresetMode, size: int, steps: int, **kwargs: Any
) -> int:
    """How many episodes ended in vectors that returned the same."""
    ours = gymnasium.make_vec(f"papilio/{id_}", size, autoreset_mode=mode, target=target, **kwargs)
    theirs = SyncVectorEnv([partial(gymnasium.make, id_, **kwargs)] * size, autoreset_mode=mode)
    assert ours.observation_space == theirs.observation_space
    assert ours.action_space == theirs.action_space
    ended = assert_vectors_agree(ours, theirs, steps=steps, seed=11)
    ours.close()
    return ended
