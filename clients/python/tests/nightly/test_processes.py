"""Processes that are interrupted, forked, killed or stopped while environments step."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, embedded

import failing

pytestmark = pytest.mark.nightly

INTERRUPTED = """
for round in range(8):
    envs = papilio_gym.PapilioVectorEnv("Hopper-v5", 4, target=sys.argv[1])
    envs.reset(seed=round)
    actions = envs.action_space.sample()
    timer = threading.Timer(0.02 + 0.013 * round, os.kill, (os.getpid(), signal.SIGINT))
    try:
        timer.start()
        while True:
            envs.step(actions)
    except KeyboardInterrupt:
        envs.close()
print("continued")
"""

UNCAUGHT = """
envs = papilio_gym.PapilioVectorEnv("Hopper-v5", 4, target=sys.argv[1])
envs.reset(seed=0)
actions = envs.action_space.sample()
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
while True:
    envs.step(actions)
"""

FORKED = """
env = papilio_gym.PapilioEnv("Hopper-v5", target=sys.argv[1])
env.reset(seed=0)
child = os.fork()
if child == 0:
    try:
        env.step(env.action_space.sample())
    except papilio_gym.ServerUnavailable as error:
        print("rejected", flush=True)
    env.close()
    os._exit(0)
os.waitpid(child, 0)
env.step(env.action_space.sample())
env.close()
print("continued")
"""

OWNER = "print(papilio_gym.embedded.target(), flush=True); sys.stdin.read()"

# A background job of a shell ignores SIGINT, and so do its children.
IMPORTS = """
import os, signal, sys, threading
import papilio_gym, papilio_gym.embedded
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


def run(code: str, target: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPORTS + code, target]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_after_an_interrupted_step_others_can_be_made(java_server: str) -> None:
    done = run(INTERRUPTED, java_server)
    assert done.stdout == "continued\n", done.stderr


def test_a_process_that_is_interrupted_ends(java_server: str) -> None:
    done = run(UNCAUGHT, java_server)
    assert "KeyboardInterrupt" in done.stderr and done.returncode != 0


def test_a_forked_child_is_rejected_and_its_parent_continues(java_server: str) -> None:
    done = run(FORKED, java_server)
    assert done.stdout == "rejected\ncontinued\n", done.stderr


def test_worker_processes_share_the_server_of_their_parent(java_server: str) -> None:
    envs = gymnasium.make_vec(
        "papilio/Hopper-v5", 2, vectorization_mode="async", vector_kwargs={"context": "spawn"}
    )
    first = envs.reset(seed=4)[0][0]
    assert first.tolist() == gymnasium.make("papilio/Hopper-v5").reset(seed=4)[0].tolist()
    assert os.environ["PAPILIO_TARGET"] == java_server
    envs.close()


def test_the_embedded_server_ends_with_its_process_even_if_that_is_killed() -> None:
    variables = {name: v for name, v in os.environ.items() if name != "PAPILIO_TARGET"}
    pipe: Any = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", IMPORTS + OWNER], stdin=pipe, stdout=pipe, text=True, env=variables
    ) as owner:
        assert owner.stdout
        env = PapilioEnv("Hopper-v5", target=owner.stdout.readline().strip())
        owner.kill()
    # The server answers until it notices.
    with pytest.raises(papilio_gym.ServerUnavailable):
        while True:
            env.reset()


def test_a_stopped_java_server_is_reported_by_every_request() -> None:
    server = embedded.EmbeddedServer(embedded.class_path())
    env = PapilioEnv("Hopper-v5", target=server.target)
    env.reset()
    server.stop()
    for _ in range(2):
        with pytest.raises(papilio_gym.ServerUnavailable):
            env.step(np.zeros(3))
    env.close()


def test_a_server_that_does_not_start_is_reported_with_its_output() -> None:
    with pytest.raises(papilio_gym.ServerUnavailable, match="--no-such-option"):
        embedded.EmbeddedServer(embedded.class_path(), "--no-such-option")


@contextmanager
def served(drain_seconds: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of the Python server's command, and its address."""
    command = [sys.executable, "-m", "papilio_gym.serve", "--port=0", f"--env=failing:{failing.ID}"]
    command.append(f"--drain-seconds={drain_seconds}")
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=variables) as process:
        try:
            assert process.stdout
            address = re.search(r"on (\S+)$", process.stdout.readline())
            assert address
            yield process, address[1]
        finally:
            process.kill()


def hang(process: subprocess.Popen[str], target: str) -> threading.Thread:
    """A client whose environment steps forever, until the server ends."""
    env = PapilioEnv(failing.ID, target=target, fault="hang")
    env.reset()
    env.step(0)

    def step() -> None:
        with pytest.raises(papilio_gym.ServerUnavailable):
            env.step(0)

    client = threading.Thread(target=step)
    client.start()
    assert process.stdout and process.stdout.readline() == "hangs\n"
    return client


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_command_while_an_environment_hangs(number: int) -> None:
    with served(drain_seconds=1) as (process, target):
        client = hang(process, target)
        process.send_signal(number)
        assert process.wait(30) == 0
        client.join()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_the_command_at_once(number: int) -> None:
    with served(drain_seconds=600) as (process, target):
        client = hang(process, target)
        process.send_signal(number)
        assert process.stdout and process.stdout.readline()
        process.send_signal(number)
        assert process.wait(30) == 128 + number
        client.join()


def test_sessions_have_time_to_end_after_a_signal() -> None:
    with served(drain_seconds=600) as (process, target):
        env = PapilioEnv(failing.ID, target=target)
        env.reset()
        process.terminate()
        assert process.stdout and process.stdout.readline()
        env.step(0)
        env.close()
        assert process.wait(30) == 0
