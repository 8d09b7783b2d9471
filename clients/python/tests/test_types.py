"""What users with mypy's strict mode may give: as much as runs. That it does is tested here."""

from types import MappingProxyType

import numpy as np
from papilio_gym import PapilioEnv, PapilioVectorEnv
from papilio_gym.vector import Seeds

from agreement import assert_same
from conftest import Place


def test_integers_of_numpy_and_read_only_mappings_are_taken(place: Place) -> None:
    steps = np.int64(5)
    ours = PapilioEnv(place.id, target=place.target, max_episode_steps=steps, info_names={"none"})
    same = PapilioEnv(place.id, target=place.target, max_episode_steps=5)
    options = MappingProxyType[str, object]({})
    for seed in (np.int64(3), np.uint8(3), np.arange(4)[3]):
        mine = ours.reset(seed=seed, options=options)
        assert_same(mine[0], same.reset(seed=3)[0], f"{seed!r}")
        assert ours.np_random.random() == same.np_random.random()
    action = [0.5] * place.actions
    assert_same(ours.step(action)[:4], same.step(np.array(action))[:4], "step")
    ours.close()
    same.close()


def test_arrays_and_tuples_are_taken_for_vectors(place: Place) -> None:
    channel = {"grpc.enable_retries": 0}.items()
    envs = PapilioVectorEnv(
        place.id, np.int64(2), target=place.target, channel_options=channel, overrides=({}, {})
    )
    options = MappingProxyType[str, object]({"reset_mask": np.ones(2, np.bool_)})
    expected = envs.reset(seed=[4, 5])[0]
    seeds: list[Seeds] = [(np.int64(4), 5), [np.uint64(4), np.int8(5)], np.arange(4, 6), np.int32(4)]
    for seed in seeds:
        assert_same(envs.reset(seed=seed, options=options)[0], expected, f"{seed!r}")
    kept = envs.snapshot()
    envs.restore(one for one in kept)
    forked = envs.fork(np.array([1, 1]))[0]
    assert_same(envs.fork((np.int64(0), 1))[0], forked, "fork")
    envs.close()
