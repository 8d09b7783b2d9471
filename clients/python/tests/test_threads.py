"""Environments that several threads use at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import gymnasium
import numpy as np
import pytest
from papilio_gym import NotPossible, PapilioEnv, PapilioVectorEnv, serve

STEPPING, GO_ON = threading.Event(), threading.Event()


class Waiting(gymnasium.Env[int, int]):
    """Steps when it may."""

    observation_space: Any = gymnasium.spaces.Discrete(2)
    action_space: Any = gymnasium.spaces.Discrete(2)

    def reset(self, **_: Any) -> tuple[int, dict[str, Any]]:
        return 0, {}

    def step(self, action: int) -> tuple[int, float, bool, bool, dict[str, Any]]:
        STEPPING.set()
        GO_ON.wait(30)
        return int(action), 0.0, False, False, {}


@pytest.fixture(scope="module", autouse=True)
def registered(registry: None) -> None:
    gymnasium.register("Waiting-v0", lambda **_: Waiting(), disable_env_checker=True)


@pytest.mark.parametrize(("open_", "action"), [(PapilioEnv, 1), (PapilioVectorEnv, np.array([1]))])
def test_a_second_thread_is_refused_and_the_first_goes_on(open_: Any, action: Any) -> None:
    serving = serve.start(serve.Catalog(["Waiting-v0"]))
    env = open_("Waiting-v0", target=f"127.0.0.1:{serving.port}")
    env.reset()
    STEPPING.clear()
    GO_ON.clear()
    with ThreadPoolExecutor(1) as first:
        stepped = first.submit(env.step, action)
        assert STEPPING.wait(30)
        for second in (env.reset, env.snapshot, lambda: env.step(action), env.close):
            with pytest.raises(NotPossible, match=r"two threads .* \(expected: one thread"):
                second()
        GO_ON.set()
        assert stepped.result()[0] == 1
    assert env.step(action)[0] == 1
    env.close()
    serving.stop(0)
