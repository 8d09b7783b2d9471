"""Keyword arguments that clients send to this package's server, and what reaches its machine."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gymnasium
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve
from papilio_gym.connection import Connection, Server
from papilio_gym.protocol import environment_pb2 as pb

import failing
from agreement import assert_single_agree


@pytest.mark.parametrize(
    "keywords",
    [
        {"frame_skip": 1_000_000_000},
        {"xml_file": "ant.xml"},
        {"width": 1 << 20},
        {"fault": "/etc/passwd"},
        {"fault": "..\\model.xml"},
    ],
)
def test_keywords_that_reach_the_machine_are_the_operators(
    small_server: str, keywords: dict[str, Any]
) -> None:
    (name,) = keywords
    with pytest.raises(papilio_gym.InvalidArgument, match=f"--allow-keyword {name}") as caught:
        PapilioEnv(failing.ID, target=small_server, **keywords)
    assert caught.value.subject == name
    with pytest.raises(papilio_gym.InvalidArgument, match=f"--allow-keyword {name}"):
        PapilioVectorEnv(failing.ID, target=small_server, overrides=[keywords])
    with pytest.raises(papilio_gym.InvalidArgument, match=f"--allow-keyword {name}"):
        papilio_gym.rollout("zero", failing.ID, episodes=1, target=small_server, **keywords)


def test_the_operator_may_allow_a_keyword_by_name() -> None:
    serving = serve.start(serve.Catalog([failing.ID], allowed=["fault"]))
    target = f"127.0.0.1:{serving.port}"
    PapilioEnv(failing.ID, target=target, fault="a/path").close()
    with pytest.raises(papilio_gym.InvalidArgument):
        PapilioEnv(failing.ID, target=target, frame_skip=2)
    serving.stop(0)


def test_a_window_is_not_a_clients_to_open(small_server: str) -> None:
    connection = Connection(Server(small_server))
    stream = connection.interact()
    opening = pb.OpenRequest(environment_id=failing.ID)
    opening.options["render_mode"] = "human"
    answer = stream.ask(pb.InteractRequest(open=opening).SerializeToString())
    assert pb.InteractResponse.FromString(answer).failure.subject == "render_mode"
    stream.cancel()
    connection.close()


@pytest.fixture(scope="module")
def model_server() -> Iterator[str]:
    """`host:port` of a server whose clients may send models."""
    catalog = serve.Catalog(["Hopper-v5"], allowed=["xml_file", "frame_skip"])
    serving = serve.start(catalog)
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


def test_a_clients_model_is_in_a_file_while_its_environment_is_made(
    model_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = Path(gymnasium.__file__).parent / "envs/mujoco/assets/hopper.xml"
    file = tmp_path / "heavy.xml"
    file.write_text(shipped.read_text().replace('friction="0.9"', 'friction="0.3"'))
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    ours = PapilioEnv("Hopper-v5", target=model_server, xml_file="\ufeff \n" + file.read_text())
    assert list(folder.iterdir()) == []
    assert_single_agree(ours, gymnasium.make("Hopper-v5", xml_file=str(file)), steps=60, seed=1)
    snapshot = ours.snapshot()
    first = ours.step(ours.action_space.sample())
    ours.restore(snapshot)
    assert len(first) == 5
    ours.close()


@pytest.mark.parametrize(
    ("xml_file", "subject", "message"),
    [
        ("<robots/>", "xml_file", "xml_file: XML Error.*expected: a model that MuJoCo compiles"),
        ("<mujoco", "xml_file", "xml_file: XML.*expected: a model that MuJoCo compiles"),
        ("no_such.xml", "options", "options: File .*no_such.xml does not exist"),
    ],
)
def test_what_is_no_model_is_rejected(
    model_server: str, xml_file: str, subject: str, message: str
) -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match=f"(?s){message}") as caught:
        PapilioEnv("Hopper-v5", target=model_server, xml_file=xml_file)
    assert caught.value.subject == subject


def test_a_step_has_a_bounded_number_of_physics_steps(model_server: str) -> None:
    PapilioEnv("Hopper-v5", target=model_server, frame_skip=4096).close()
    with pytest.raises(papilio_gym.InvalidArgument, match="frame_skip: 4097 .expected: at most"):
        PapilioEnv("Hopper-v5", target=model_server, frame_skip=4097)
