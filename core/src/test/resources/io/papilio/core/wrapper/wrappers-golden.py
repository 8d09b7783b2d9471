"""Writes wrappers-golden.json: what Gymnasium 1.3's wrappers show and pass on.

Run with gymnasium 1.3.0: python3 wrappers-golden.py > wrappers-golden.json
The environment below is PlaybackEnvironment of the tests, line by line.
"""

import json

import gymnasium
import numpy as np
from gymnasium import wrappers
from gymnasium.spaces import Box

inf = np.inf
ROWS = 26
rng = np.random.default_rng(0)
OBSERVATIONS = rng.normal(size=(ROWS, 3)) * [1, 100, 1e-3] + [0, 50, 0]
REWARDS = rng.normal(size=ROWS)
EPISODE = 7


class Playback(gymnasium.Env):
    """Shows one row after the other, whatever is done; episodes have 7 steps."""

    def __init__(self, dtype, observation_bounds, action_bounds):
        low, high = (np.array(bound, dtype) for bound in observation_bounds)
        self.observation_space = Box(low, high, dtype=dtype)
        low, high = (np.array(bound, np.float32) for bound in action_bounds)
        self.action_space = Box(low, high, dtype=np.float32)
        self.row = 0

    def show(self):
        self.row += 1
        return OBSERVATIONS[self.row - 1].astype(self.observation_space.dtype)

    def reset(self, *, seed=None, options=None):
        self.steps = 0
        return self.show(), {}

    def step(self, action):
        self.action = action
        self.steps += 1
        reward = float(REWARDS[self.row])
        return self.show(), reward, self.steps == EPISODE, False, {"steps": float(self.steps)}


def array(values):
    values = np.asarray(values)
    flat = values.astype(np.float64).ravel().tolist()
    return {"dtype": str(values.dtype), "shape": list(values.shape), "values": [repr(v) for v in flat]}


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return repr(value) if isinstance(value, float) else value


def record(name, chain, dtype="float64", observation_bounds=None, action_bounds=None):
    observation_bounds = observation_bounds or [[-inf] * 3, [inf] * 3]
    action_bounds = action_bounds or [[-1.0, -0.5], [1.0, 2.0]]
    bare = env = Playback(np.dtype(dtype), observation_bounds, action_bounds)
    for wrapper, options in chain:
        options = {k: np.array(v) if isinstance(v, list) else v for k, v in options.items()}
        env = getattr(wrappers, wrapper)(env, **options)
    actions = np.random.default_rng(1).normal(size=(ROWS, 2))
    calls = []
    last = True
    while bare.row + 4 < ROWS:
        if last:
            observation, info = env.reset()
            calls.append({"action": None, "observation": array(observation)})
            last = False
            continue
        action = actions[len(calls)].astype(np.float32 if len(calls) % 2 else np.float64)
        observation, reward, terminated, truncated, info = env.step(action)
        last = bool(terminated or truncated)
        episode = info.get("episode")
        calls.append({
            "action": array(action),
            "passed": array(bare.action),
            "observation": array(observation),
            "reward": repr(float(reward)),
            "terminated": bool(terminated),
            "truncated": bool(truncated),
            "episode": episode and {"r": repr(float(episode["r"])), "l": episode["l"]},
        })
    spaces = {
        key: {"low": array(space.low), "high": array(space.high)}
        for key, space in (
            ("bare_observations", bare.observation_space),
            ("bare_actions", bare.action_space),
            ("observations", env.observation_space),
            ("actions", env.action_space),
        )
    }
    chain = [{"name": wrapper, "options": plain(options)} for wrapper, options in chain]
    return {"name": name, "wrappers": chain, **spaces, "calls": calls}


CASES = [
    record("clip", [("ClipAction", {})]),
    record("rescale", [("RescaleAction", {"min_action": -2.1, "max_action": 3.3})]),
    record("rescale each", [("RescaleAction", {"min_action": [-0.1, 0.7], "max_action": [0.2, 0.9]})]),
    record(
        "rescale half-bounded",
        [("RescaleAction", {"min_action": [-inf, -3.1], "max_action": [0.3, inf]})],
        action_bounds=[[-inf, -1.0], [1.0, inf]],
    ),
    record("normalize", [("NormalizeObservation", {})]),
    record("normalize float32", [("NormalizeObservation", {"epsilon": 1e-3})], dtype="float32"),
    record("stack", [("FrameStackObservation", {"stack_size": 3})]),
    record(
        "stack zero",
        [("FrameStackObservation", {"stack_size": 3, "padding_type": "zero"})],
        dtype="float32",
        observation_bounds=[[1.5, -inf, -inf], [inf, -2.5, inf]],
    ),
    record("repeat", [("RepeatAction", {"num_repeats": 3})]),
    record("limit", [("TimeLimit", {"max_episode_steps": 4})]),
    record("statistics", [("RecordEpisodeStatistics", {})]),
    record(
        "all",
        [
            ("ClipAction", {}),
            ("RepeatAction", {"num_repeats": 2}),
            ("NormalizeObservation", {}),
            ("FrameStackObservation", {"stack_size": 2}),
            ("TimeLimit", {"max_episode_steps": 3}),
            ("RecordEpisodeStatistics", {}),
        ],
    ),
]
print(json.dumps({
    "gymnasium": gymnasium.__version__,
    "numpy": np.__version__,
    "rows": array(OBSERVATIONS),
    "rewards": array(REWARDS),
    "cases": CASES,
}, indent=None))
