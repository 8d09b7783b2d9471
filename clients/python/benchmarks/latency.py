"""The cost of a step over loopback, beside one without a server.

    python benchmarks/latency.py [--steps 4000] [--warm-up 8000] [--target HOST:PORT]
The rows take turns in blocks of 50 steps, so that other load on the machine affects all of them. The
first steps warm up the server's JVM. Microseconds of wall time, and of this process's processor time,
per step.
  direct    gymnasium's Hopper-v5, in this process
  call      an empty unary call of gRPC to the same server (its health service)
  one       papilio/Hopper-v5
  lqr 1     papilio/LqrMarginal-v0, which computes almost nothing, one environment
  lqr 64    the same, 64 environments in one message
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import gymnasium
import numpy as np
from papilio_gym import PapilioEnv, PapilioVectorEnv, embedded
from papilio_gym.connection import Connection, Server

BLOCK = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--warm-up", type=int, default=8000)
    parser.add_argument("--target")
    args = parser.parse_args()
    target = args.target or embedded.target()
    connection = Connection(Server(target))
    check: Any = connection.channel.unary_unary("/grpc.health.v1.Health/Check")
    rows: dict[str, Callable[[], Any]] = {
        "direct": stepping(gymnasium.make("Hopper-v5").unwrapped),
        "call": lambda: check(b""),
        "one": stepping(PapilioEnv("Hopper-v5", target=target)),
        "lqr 1": stepping(PapilioVectorEnv("LqrMarginal-v0", 1, target=target)),
        "lqr 64": stepping(PapilioVectorEnv("LqrMarginal-v0", 64, target=target)),
    }
    wall: dict[str, list[float]] = {name: [] for name in rows}
    processor = dict.fromkeys(rows, 0.0)
    for block in range(-args.warm_up // BLOCK, args.steps // BLOCK):
        for name, step in rows.items():
            before = time.process_time()
            for _ in range(BLOCK):
                begun = time.perf_counter()
                step()
                if block >= 0:
                    wall[name].append(time.perf_counter() - begun)
            if block >= 0:
                processor[name] += time.process_time() - before
    print(f"{'':8} {'median':>8} {'10 %':>8} {'processor':>10}")
    for name, times in wall.items():
        median, low = np.median(times) * 1e6, np.percentile(times, 10) * 1e6
        print(f"{name:8} {median:8.0f} {low:8.0f} {processor[name] / len(times) * 1e6:10.0f}")
    for what, at in (("median", 50), ("10 %", 10)):
        cost = {name: float(np.percentile(times, at)) * 1e6 for name, times in wall.items()}
        added, ratio = cost["one"] - cost["direct"], cost["lqr 64"] / cost["lqr 1"]
        calls = added / cost["call"]
        print(
            f"{what}: one step adds {added:.0f} us ({calls:.2f} empty calls); "
            f"64 environments cost {ratio:.2f} times one"
        )


def stepping(env: Any) -> Callable[[], None]:
    """Steps with zero actions; begins the next episode where the last has ended."""
    vector = isinstance(env, gymnasium.vector.VectorEnv)
    action = np.zeros(env.action_space.shape, env.action_space.dtype)
    env.reset(seed=0)

    def step() -> None:
        ended = env.step(action)[2:4]
        if not vector and (ended[0] or ended[1]):
            env.reset()

    return step


if __name__ == "__main__":
    main()
