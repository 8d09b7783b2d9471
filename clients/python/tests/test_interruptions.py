"""What Ctrl-C and fork do to a process that has environments."""

import os
import subprocess
import sys

import pytest

ROUNDS = """
import os, signal, sys, threading
import papilio_gym

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
print("went on")
"""

UNCAUGHT = """
import os, signal, sys, threading
import papilio_gym

envs = papilio_gym.PapilioVectorEnv("Hopper-v5", 4, target=sys.argv[1])
envs.reset(seed=0)
actions = envs.action_space.sample()
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
while True:
    envs.step(actions)
"""

FORKED = """
import os, sys
import papilio_gym

env = papilio_gym.PapilioEnv("Hopper-v5", target=sys.argv[1])
env.reset(seed=0)
child = os.fork()
if child == 0:
    try:
        env.step(env.action_space.sample())
    except papilio_gym.PapilioError as error:
        print(error, flush=True)
    env.close()
    os._exit(0)
os.waitpid(child, 0)
env.step(env.action_space.sample())
env.close()
print("went on")
"""


# Where the tests run in the background, a shell has them and their children ignore Ctrl-C.
HEEDING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def run(code: str, target: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HEEDING + code, target]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_after_an_interrupted_step_others_can_be_made(java_server: str) -> None:
    done = run(ROUNDS, java_server)
    assert done.stdout == "went on\n", done.stderr


def test_a_process_that_is_interrupted_ends(java_server: str) -> None:
    done = run(UNCAUGHT, java_server)
    assert "KeyboardInterrupt" in done.stderr and done.returncode != 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
def test_a_forked_child_is_refused_and_its_parent_goes_on(java_server: str) -> None:
    done = run(FORKED, java_server)
    refusal, *rest = done.stdout.splitlines()
    assert refusal.endswith("(expected: made in the process that uses it)"), done.stderr
    assert rest == ["went on"], done.stderr
