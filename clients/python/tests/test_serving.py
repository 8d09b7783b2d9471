"""What is particular to this package's server."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve
from papilio_gym.connection import Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import refusals, service
from papilio_gym.streams import StreamEnded

from conftest import Place
from everything import ID


def test_the_command_serves_until_it_is_told_to_stop() -> None:
    kwargs = json.dumps({"render_mode": None, "sutton_barto_reward": True})
    command = [sys.executable, "-m", "papilio_gym.serve", "--env", "CartPole-v1", "--port", "0"]
    with subprocess.Popen([*command, "--kwargs", kwargs], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        address = re.search(r"on (\S+)$", run.stdout.readline())
        assert address
        env = PapilioEnv("CartPole-v1", target=address[1])
        env.reset(seed=0)
        assert env.step(1)[1] == 0.0  # The keyword made it: it would be 1.0.
        env.close()
        run.terminate()
        assert run.wait() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["--env=NoSuch-v0"],
        ["--env=no_such_module:Any-v0"],
        ["--env=faulty_module:Any-v0"],
        ["--env=odd:Unusual-v0", '--kwargs={"fault": "key"}'],
        ["--env=odd:Unusual-v0", '--kwargs={"fault": "no metadata"}'],
        ["--env=CartPole-v1", "--kwargs=[1]"],
        ["--env=CartPole-v1", "--kwargs={"],
        ["--env=CartPole-v1", '--kwargs={"colour": 1}'],
        ["--env=CartPole-v1", "--tls-certificate=no/such", "--tls-key=no/such"],
        ["--env=CartPole-v1", "--port=99999"],
        ["--env=CartPole-v1", "--port=-1"],
        ["--env=CartPole-v1", "--max-sessions=-1"],
        ["--env=CartPole-v1", "--max-environments=-1"],
        ["--env=CartPole-v1", "--lease-seconds=-1"],
        ["--env=CartPole-v1", "--max-message-bytes=0"],
        ["--env=CartPole-v1", "--drain-seconds=-1"],
        ["--env=CartPole-v1", "--host=no.such.invalid"],
    ],
)
def test_a_wrong_command_is_told_in_a_sentence(wrong: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "papilio_gym.serve", "--port=0", *wrong]
    (tmp_path / "faulty_module.py").write_text("1 / 0")
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    assert done.returncode == 2
    assert "error: " in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_told_in_a_sentence(python_server: str) -> None:
    port = python_server.split(":")[1]
    command = [sys.executable, "-m", "papilio_gym.serve", "--env=CartPole-v1", f"--port={port}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = f"server {python_server}: address already in use (expected: a free address of ours)"
    assert (done.returncode, done.stderr) == (2, f"python -m papilio_gym.serve: error: {said}\n")


def test_what_clients_open_is_printed_and_a_misspelt_token_is_told() -> None:
    command = [sys.executable, "-m", "papilio_gym.serve", "--port=0"]
    ids = ["--env=everything:Everything-v0", "--env=CartPole-v1"]
    variables = {**os.environ, "PAPILIO_TOKN": "sesame", "PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, *ids], stdout=pipe, stderr=pipe, text=True, env=variables
    ) as run:
        assert run.stdout and run.stderr
        said = re.fullmatch(r"papilio-gym serves (.*) on \S+\n", run.stdout.readline())
        assert said and said[1] == "CartPole-v1, Everything-v0"
        assert run.stderr.readline() == "PAPILIO_TOKN: not read (expected: PAPILIO_TOKEN)\n"
        run.terminate()
        assert run.wait() == 0


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (2000, r"message: 20\d\d bytes \(expected: at most 1000\)"),
        (9000, "larger than max"),  # Beyond four times the limit gRPC itself refuses.
    ],
)
def test_a_request_that_is_too_large_ends_the_session(size: int, said: str) -> None:
    serving = serve.start(serve.Catalog([ID]), limits=serve.Limits(max_message_bytes=1000))
    target = f"127.0.0.1:{serving.port}"
    env = PapilioEnv(ID, target=target)
    env.reset(options={"unknown": "a" * 900})
    with pytest.raises(papilio_gym.ServerFull, match=said):
        env.reset(options={"unknown": "a" * size})
    connection = Connection(Server(target))
    assert connection.info.limits.max_message_bytes == 1000
    connection.close()
    serving.stop(0)


def test_a_fault_of_an_environment_ends_the_session_with_an_incident(python_server: str) -> None:
    env = PapilioEnv(ID, target=python_server, wrong=True)
    env.reset()
    with pytest.raises(papilio_gym.ServerFault, match="the wrong environment; incident [0-9a-f]{8}"):
        env.step(env.action_space.sample())


def test_options_of_a_reset_arrive(python_server: str) -> None:
    envs = PapilioVectorEnv(ID, 2, target=python_server)
    assert envs.reset(options={"start": 2.5})[1]["start"].tolist() == [2.5, 2.5]
    envs.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"low": 0.5, "high": 0.1}, "0.5"),
        ({"low": "a"}, "'a'|float"),
        ({"reset_mask": [True]}, "reset_mask"),
    ],
)
def test_options_that_an_environment_refuses_leave_the_session_to_be_reset(
    python_server: str, options: dict[str, Any], said: str
) -> None:
    env = PapilioEnv("CartPole-v1", target=python_server)
    with pytest.raises(papilio_gym.InvalidArgument, match=rf"^options: .*({said}).* \(expected: "):
        env.reset(options=options)
    env.reset(options={"low": -0.1, "high": 0.1})
    env.step(0)
    env.close()


def test_a_session_without_requests_expires() -> None:
    never = threading.Event()

    def silent() -> Iterator[pb.InteractRequest]:
        yield pb.InteractRequest(close=pb.CloseRequest())
        never.wait()

    requests = service._leased(silent(), seconds=0.01)
    next(requests)
    with pytest.raises(refusals.Ended, match="lease") as caught:
        next(requests)
    assert caught.value.code is grpc.StatusCode.DEADLINE_EXCEEDED
    never.set()


@pytest.mark.parametrize("requests", [[""], ["reset"], ["step"], ["open", "open"], ["open", ""]])
def test_a_request_out_of_place_ends_the_session(place: Place, requests: list[str]) -> None:
    messages = {
        "": pb.InteractRequest(),
        "open": pb.InteractRequest(open=pb.OpenRequest(environment_id=place.id)),
        "reset": pb.InteractRequest(reset=pb.ResetRequest()),
        "step": pb.InteractRequest(step=pb.StepRequest()),
    }
    connection = Connection(Server(place.target))
    stream = connection.interact()
    with pytest.raises(StreamEnded) as caught:
        for name in requests:
            stream.ask(messages[name].SerializeToString())
    assert caught.value.code is grpc.StatusCode.INVALID_ARGUMENT
    stream.abandon()
    connection.close()
