"""Environment steps per second of mujoco.rollout, in the states and with the actions of given episodes.

A rollout's steps differ in cost by the contacts of the bodies, so both sides must step the same ones.
Reads the name of a folder with episodes from standard input, one per line, and answers with
environment steps per second. A folder has the file episodes.txt, a seed and a number of steps on each
line, and actions.f32, the actions of all episodes as float32.
Arguments: environment id, number of environments, threads, seconds.
"""

import sys
import time
from pathlib import Path

import gymnasium
import mujoco
import numpy as np
from mujoco import rollout

HORIZON = 5  # environment steps of one rollout

environment, num_envs, threads, seconds = (
    sys.argv[1],
    int(sys.argv[2]),
    int(sys.argv[3]),
    float(sys.argv[4]),
)


class Peer:
    """Pieces of the episodes of a folder, num_envs of them in one call."""

    def __init__(self, folder: Path) -> None:
        env = gymnasium.make(environment, max_episode_steps=-1).unwrapped
        self.model, skip = env.model, env.frame_skip
        actions = np.fromfile(folder / "actions.f32", "<f4").reshape(-1, self.model.nu)
        kind, states, warm_starts, controls = mujoco.mjtState.mjSTATE_FULLPHYSICS, [], [], []
        first = 0
        for line in (folder / "episodes.txt").read_text().splitlines():
            seed, length = map(int, line.split())
            env.reset(seed=seed)
            for t in range(length):
                if t % HORIZON == 0 and t + HORIZON <= length:
                    state = np.empty(mujoco.mj_stateSize(self.model, kind))
                    mujoco.mj_getState(self.model, env.data, state, kind)
                    states.append(state)
                    warm_starts.append(env.data.qacc_warmstart.copy())
                    controls.append(actions[first + t : first + t + HORIZON])
                env.step(actions[first + t])
            first += length
        batches = max(1, len(states) // num_envs)
        chosen = np.linspace(0, len(states) - 1, batches * num_envs).astype(int)
        np.random.default_rng(0).shuffle(chosen)
        self.batches = np.split(chosen, batches)
        self.states, self.warm_starts = np.array(states), np.array(warm_starts)
        self.controls = np.repeat(np.array(controls, np.float64), skip, axis=1)
        self.pool = rollout.Rollout(nthread=threads if threads > 1 else 0)
        self.data = [mujoco.MjData(self.model) for _ in range(threads)]

    def per_second(self) -> float:
        steps, start, passed = 0, time.perf_counter(), 0.0
        while passed < seconds:
            for batch in self.batches:
                self.pool.rollout(
                    self.model,
                    self.data,
                    self.states[batch],
                    self.controls[batch],
                    initial_warmstart=self.warm_starts[batch],
                )
                steps += num_envs * HORIZON
            passed = time.perf_counter() - start
        return steps / passed

    def close(self) -> None:
        self.pool.close()


def main() -> None:
    print(f"MuJoCo {mujoco.__version__}, Gymnasium {gymnasium.__version__}", flush=True)
    peers: dict[str, Peer] = {}
    for line in sys.stdin:
        folder = line.strip()
        if folder not in peers:
            peers[folder] = Peer(Path(folder))
        print(peers[folder].per_second(), flush=True)
    for peer in peers.values():
        peer.close()


if __name__ == "__main__":
    main()
