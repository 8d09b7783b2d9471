"""The command `python -m papilio_gym.serve`, as a process."""

import json
import os
import re
import subprocess
import sys

import papilio_gym
import pytest
from papilio_gym import PapilioEnv
from papilio_gym.serve import __main__

COMMAND = [sys.executable, "-m", "papilio_gym.serve", "--port=0", "--env=CartPole-v1"]


def test_it_serves_until_a_signal_comes() -> None:
    kwargs = json.dumps({"render_mode": None, "sutton_barto_reward": True})
    with subprocess.Popen([*COMMAND, "--kwargs", kwargs], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        line = run.stdout.readline()
        address = re.fullmatch(r"papilio-gym serves CartPole-v1 on (\S+)\n", line)
        assert address, line
        with PapilioEnv("CartPole-v1", target=address[1]) as env:
            env.reset(seed=0)
            assert env.step(1)[1] == 0.0  # Without the keyword argument it is 1.
        run.terminate()
        assert run.wait(30) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        "--env=NoSuch-v0",
        "--port=99999",
        "--max-sessions=-1",
        "--kwargs=[1]",
        "--host=0.0.0.0",
        "--tls-certificate=no/such",
        "--tls-certificate=/dev/null --tls-key=/dev/null",
        "--tls-client-ca=/dev/null",
        "--tokens=no/such",
        "--audit-log=/dev/null/no",
        "--max-client-sessions=-1",
        "--metrics-port=99999",
        "--metrics-port=0 --metrics-host=0.0.0.0",
    ],
)
def test_a_wrong_argument_is_reported_in_a_sentence(wrong: str) -> None:
    done = subprocess.run(
        [*COMMAND, *wrong.split()], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert "error: " in done.stderr and "Traceback" not in done.stderr


def test_a_typed_token_is_warned_of_since_the_list_of_processes_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ["serve", "--env=CartPole-v1", "--token=sesame", "--host=0.0.0.0"]
    monkeypatch.setattr(sys, "argv", wrong)
    with pytest.raises(SystemExit):
        __main__.main()
    warning = capsys.readouterr().err.splitlines()[0]
    assert warning.startswith("warning: ") and "PAPILIO_TOKEN" in warning


def test_a_machine_without_opengl_renders_nothing_and_serves_on() -> None:
    without = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    with subprocess.Popen(
        [*COMMAND, "--env=Hopper-v5"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**without, "MUJOCO_GL": "glfw"},
    ) as run:
        assert run.stdout
        target = run.stdout.readline().split()[-1]
        for _ in range(2):
            env = PapilioEnv("Hopper-v5", target=target, render_mode="rgb_array")
            env.reset(seed=0)
            with pytest.raises(papilio_gym.PapilioError) as caught:
                env.render()
            assert caught.value.reason is papilio_gym.Reason.RENDERING_UNAVAILABLE
            env.close()
        run.terminate()
        assert run.wait(30) == 0


def test_a_port_in_use_is_reported_in_a_sentence(python_server: str) -> None:
    port = python_server.split(":")[1]
    done = subprocess.run(
        [*COMMAND, f"--port={port}"], capture_output=True, text=True, check=False, timeout=60
    )
    message = f"cannot listen on {python_server}: "
    assert done.returncode == 2 and message in done.stderr
