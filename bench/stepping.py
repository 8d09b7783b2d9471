"""Environment steps per second of other ways to step many MuJoCo environments at once.

Reads the name of a side from standard input, one per line, steps it for a while and answers with
its environment steps per second. All take random actions, drawn beforehand.
Arguments: environment id, number of environments, threads, seconds.
"""

import sys
import time
from collections.abc import Callable

import envpool
import gymnasium
import mujoco
import numpy as np
from mujoco import rollout

ASYNC_PROCESSES = 8
HORIZON = 10  # environment steps of one rollout
BATCHES = 64  # different batches of actions

environment, num_envs, threads, seconds = (
    sys.argv[1],
    int(sys.argv[2]),
    int(sys.argv[3]),
    float(sys.argv[4]),
)
generator = np.random.default_rng(0)


def random_actions(space: gymnasium.spaces.Box, shape: tuple[int, ...]) -> np.ndarray:
    return generator.uniform(space.low, space.high, (*shape, *space.shape)).astype(np.float32)


class Rollouts:
    """Physics alone: rollouts in C++ from states that episodes with random actions visit."""

    def __init__(self, threads: int) -> None:
        env = gymnasium.make(environment)
        self.model, self.skip = env.unwrapped.model, env.unwrapped.frame_skip
        self.states, self.warm_starts = self.visited(env)
        # A thread that waits for the only thread of a pool would be one more hand-over.
        self.pool = rollout.Rollout(nthread=threads if threads > 1 else 0)
        self.data = [mujoco.MjData(self.model) for _ in range(threads)]
        actions = random_actions(env.action_space, (BATCHES, num_envs, HORIZON))
        self.controls = np.repeat(actions, self.skip, axis=2).astype(np.float64)
        self.batch = 0

    def visited(self, env: gymnasium.Env) -> tuple[np.ndarray, np.ndarray]:
        states, warm_starts = [], []
        kind = mujoco.mjtState.mjSTATE_FULLPHYSICS
        env.reset(seed=0)
        for action in random_actions(env.action_space, (num_envs * 7,)):
            terminated, truncated = env.step(action)[2:4]
            if terminated or truncated:
                env.reset()
            state = np.empty(mujoco.mj_stateSize(self.model, kind))
            mujoco.mj_getState(self.model, env.unwrapped.data, state, kind)
            states.append(state)
            warm_starts.append(env.unwrapped.data.qacc_warmstart.copy())
        return np.array(states[::7]), np.array(warm_starts[::7])

    def close(self) -> None:
        self.pool.close()

    def step(self) -> int:
        controls = self.controls[self.batch % BATCHES]
        self.batch += 1
        self.pool.rollout(
            self.model, self.data, self.states, controls, initial_warmstart=self.warm_starts
        )
        return num_envs * HORIZON


class Vector:
    """A vector of environments with Gymnasium's interface."""

    def __init__(self, envs: gymnasium.vector.VectorEnv, size: int) -> None:
        self.envs, self.size = envs, size
        space = getattr(envs, "single_action_space", envs.action_space)
        self.actions = random_actions(space, (BATCHES, size))
        self.batch = 0
        envs.reset()

    def close(self) -> None:
        self.envs.close()

    def step(self) -> int:
        self.envs.step(self.actions[self.batch % BATCHES])
        self.batch += 1
        return self.size


def env_pool() -> Vector:
    envs = envpool.make(
        environment, env_type="gymnasium", num_envs=num_envs, num_threads=threads, seed=0
    )
    return Vector(envs, num_envs)


def make() -> gymnasium.Env:
    return gymnasium.make(environment)


SIDES: dict[str, Callable[[], Rollouts | Vector]] = {
    "rollout": lambda: Rollouts(threads),
    "rollout-1": lambda: Rollouts(1),
    "envpool": env_pool,
    "sync": lambda: Vector(gymnasium.vector.SyncVectorEnv([make] * num_envs), num_envs),
    "async": lambda: Vector(
        gymnasium.vector.AsyncVectorEnv([make] * ASYNC_PROCESSES), ASYNC_PROCESSES
    ),
}


def main() -> None:
    versions = (mujoco.__version__, envpool.__version__, gymnasium.__version__)
    print("MuJoCo {}, EnvPool {}, Gymnasium {}".format(*versions), flush=True)
    opened: dict[str, Rollouts | Vector] = {}
    for line in sys.stdin:
        name = line.strip()
        if name not in opened:
            opened[name] = SIDES[name]()
        steps, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            steps += opened[name].step()
        print(steps / (time.perf_counter() - start), flush=True)
    for side in opened.values():
        side.close()


if __name__ == "__main__":
    main()
