"""What is refused, by which exception, and that the session goes on."""

from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from papilio_gym import PapilioEnv, PapilioVectorEnv

from conftest import Place
from everything import ID


def test_an_unknown_id_is_answered_with_the_nearest(place: Place) -> None:
    with pytest.raises(papilio_gym.EnvironmentNotFound, match=place.id) as caught:
        PapilioEnv(place.id.replace("-", "_"), target=place.target)
    assert isinstance(caught.value, gymnasium.error.UnregisteredEnv)


def test_an_unknown_keyword_is_refused_by_name(place: Place) -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match="colour") as caught:
        PapilioEnv(place.id, target=place.target, colour="blue")
    assert isinstance(caught.value, ValueError)


def test_a_render_mode_that_the_server_does_not_have_is_refused(place: Place) -> None:
    with pytest.raises(gymnasium.error.UnsupportedMode, match="'human'"):
        PapilioEnv(place.id, target=place.target, render_mode="human")


def test_a_step_before_the_first_reset_needs_a_reset(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    with pytest.raises(gymnasium.error.ResetNeeded, match="call reset$"):
        env.step(np.zeros(place.actions))
    env.reset()
    env.step(np.zeros(place.actions))
    env.close()


def test_a_step_after_the_end_needs_a_reset(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target, max_episode_steps=1)
    env.reset()
    assert env.step(np.zeros(place.actions))[3] is True
    with pytest.raises(papilio_gym.ResetNeeded, match="call reset$"):
        env.step(np.zeros(place.actions))
    env.reset()
    env.close()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_an_action_that_is_not_finite_is_refused_and_changes_nothing(
    place: Place, value: float
) -> None:
    env, same = (PapilioEnv(place.id, target=place.target) for _ in range(2))
    env.reset(seed=1)
    same.reset(seed=1)
    with pytest.raises(papilio_gym.InvalidArgument, match="action"):
        env.step(np.full(place.actions, value))
    assert str(env.step(np.zeros(place.actions))) == str(same.step(np.zeros(place.actions)))
    env.close()
    same.close()


@pytest.mark.parametrize("action", [np.zeros(7), np.zeros((1, 1, 1)), np.zeros(0), 0.5])
def test_an_action_of_another_shape_is_refused(place: Place, action: Any) -> None:
    env = PapilioEnv(place.id, target=place.target)
    env.reset()
    with pytest.raises(papilio_gym.InvalidArgument, match=r"action.*\(expected: "):
        env.step(action)
    env.close()


@pytest.mark.parametrize("seed", [-1, 0.5, "1"])
def test_a_bad_seed_is_refused_as_by_gymnasium(place: Place, seed: Any) -> None:
    env = PapilioEnv(place.id, target=place.target)
    with pytest.raises(gymnasium.error.Error, match="[Ss]eed"):
        env.reset(seed=seed)
    env.close()


@pytest.mark.parametrize(
    "seed",
    [
        *(-1, 0.5, "12", b"12", {1: 2}),
        *([1.9, 2.9], ["1", "2"], [1, -2], [10**4300, 1], [1, -(10**4300)]),
    ],
)
def test_bad_seeds_of_vectors_are_refused_by_name(place: Place, seed: Any) -> None:
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^seed.*: .* \(expected: "):
        envs.reset(seed=seed)
    for good in (np.int64(1), [np.int64(1), None], np.array([1, 2])):
        envs.reset(seed=good)
    envs.close()


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_an_action_that_is_ignored_may_be_anything(place: Place, wrong: float) -> None:
    envs = PapilioVectorEnv(place.id, 2, target=place.target, max_episode_steps=1)
    envs.reset(seed=1)
    envs.step(np.zeros((2, place.actions)))
    assert envs.step(np.full((2, place.actions), wrong))[1].tolist() == [0.0, 0.0]
    with pytest.raises(papilio_gym.InvalidArgument, match="action"):
        envs.step(np.full((2, place.actions), wrong))
    envs.close()


def test_masks_and_seeds_of_vectors_are_checked(place: Place) -> None:
    kwargs: dict[str, Any] = {"autoreset_mode": AutoresetMode.DISABLED, "max_episode_steps": 1}
    envs = PapilioVectorEnv(place.id, 2, target=place.target, **kwargs)
    one = {"reset_mask": np.array([True, False])}
    with pytest.raises(papilio_gym.ResetNeeded, match="call reset$"):
        envs.reset(options=one)
    envs.reset(seed=[1, None])
    wrong: list[Any] = [[True, False], np.zeros(2, np.bool_), np.ones(3, np.bool_), np.ones(2)]
    for mask in wrong:
        with pytest.raises(papilio_gym.InvalidArgument, match="mask"):
            envs.reset(options={"reset_mask": mask})
    with pytest.raises(papilio_gym.InvalidArgument, match="seeds"):
        envs.reset(seed=[1, 2, 3])
    envs.step(np.zeros((2, place.actions)))
    envs.reset(options=one)
    assert list(one) == ["reset_mask"]
    with pytest.raises(papilio_gym.ResetNeeded, match="call reset$"):
        envs.step(np.zeros((2, place.actions)))
    envs.close()


def test_no_environments_are_refused() -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match="num_envs: 0"):
        PapilioVectorEnv("Any-v0", 0, target="nowhere")


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": 50051},
        {"environment_id": 3},
        {"server_wrappers": "ClipAction"},
        {"server_wrappers": [3]},
        {"server_wrappers": [("ClipAction",)]},
        {"server_wrappers": [("ClipAction", "keywords")]},
        {"info_names": "prob"},
        {"info_names": 3},
        {"connect_timeout": "a"},
        {"connect_timeout": -1},
        {"channel_options": 3},
        {"channel_options": ["ab"]},
    ],
)
def test_an_argument_of_another_type_is_refused_by_name(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(papilio_gym.InvalidArgument, match=rf"^{name}: .* \(expected: "):
        PapilioEnv(**{"environment_id": "Any-v0", "target": "nowhere", **wrong})


def test_the_wrong_part_of_an_action_is_named(python_server: str) -> None:
    env = PapilioEnv(ID, target=python_server)
    envs = PapilioVectorEnv(ID, 2, target=python_server)
    env.reset(seed=0)
    envs.reset(seed=0)
    action, actions = env.action_space.sample(), envs.action_space.sample()
    wrong: list[tuple[str, Any]] = [
        (r"action: keys ", {key: action[key] for key in action if key != "text"}),
        (r"action: keys .*'more'", {**action, "more": 1}),
        (r"action: None", None),
        (r"action\['text'\]: 3", {**action, "text": 3}),
        (r"action\['z_box'\]: 'a'", {**action, "z_box": "a"}),
        (r"action\['tuple'\]: \(1,\)", {**action, "tuple": (1,)}),
        (r"action\['tuple'\]\[1\]: 5", {**action, "tuple": (1, 5, [0.0, 0.0])}),
        (r"action\['graph'\]: 3", {**action, "graph": 3}),
    ]
    for said, one in wrong:
        with pytest.raises(papilio_gym.InvalidArgument, match=rf"^{said}.* \(expected: "):
            env.step(one)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^action: keys .*'more'"):
        envs.step({**actions, "more": 1})
    env.step(action)
    envs.step(actions)
    env.close()
    envs.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"num_envs": "3"},
        {"num_envs": 2.5},
        {"num_envs": 10**12},
        {"overrides": 3},
        {"overrides": "ab"},
        {"overrides": [3]},
    ],
)
def test_an_argument_of_a_vector_of_another_type_is_refused_by_name(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(papilio_gym.InvalidArgument, match=rf"^{name}: .* \(expected: "):
        PapilioVectorEnv("Any-v0", target="nowhere", **wrong)
