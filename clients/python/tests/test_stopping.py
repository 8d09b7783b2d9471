"""How the command ends, also while an environment computes."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import papilio_gym
import pytest
from papilio_gym import PapilioEnv

ID = "Failing-v0"


@contextmanager
def served(drain_seconds: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of the command, and where it serves."""
    command = [sys.executable, "-m", "papilio_gym.serve", "--port=0", f"--env=failing:{ID}"]
    command.append(f"--drain-seconds={drain_seconds}")
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=variables) as run:
        try:
            assert run.stdout
            address = re.search(r"on (\S+)$", run.stdout.readline())
            assert address
            yield run, address[1]
        finally:
            run.kill()


def hang(run: subprocess.Popen[str], target: str) -> threading.Thread:
    """A client whose environment computes for ever, of which it hears when the server ends."""
    env = PapilioEnv(ID, target=target, fault="hang")
    env.reset()
    env.step(0)

    def step() -> None:
        with pytest.raises(papilio_gym.ServerUnavailable):
            env.step(0)

    client = threading.Thread(target=step)
    client.start()
    assert run.stdout and run.stdout.readline() == "hangs\n"
    return client


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_command_though_an_environment_computes(number: int) -> None:
    with served(drain_seconds=1) as (run, target):
        client = hang(run, target)
        run.send_signal(number)
        assert run.wait(30) == 0
        client.join()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_the_command_at_once(number: int) -> None:
    with served(drain_seconds=600) as (run, target):
        client = hang(run, target)
        run.send_signal(number)
        assert run.stdout
        said = "stopping: waiting for sessions, 600 s; a second signal stops at once\n"
        assert run.stdout.readline() == said
        run.send_signal(number)
        assert run.wait(30) == 128 + number
        client.join()


def test_sessions_have_time_to_end_after_a_signal() -> None:
    with served(drain_seconds=600) as (run, target):
        env = PapilioEnv(ID, target=target)
        env.reset()
        run.terminate()
        assert run.stdout and run.stdout.readline()
        env.step(0)
        env.close()
        assert run.wait(30) == 0
