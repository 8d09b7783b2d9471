"""Who a client is to this package's server: limits of each one, and the audit log."""

import hashlib
import json
import time
from pathlib import Path
from typing import Any

import grpc
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve
from papilio_gym.connection import SERVICE
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.access import client_of_connection

import failing

INFO = "papilio.env.v1.EnvironmentService/GetServerInfo"


def audited(file: Path) -> list[list[str]]:
    """The events: message, client, subject, outcome."""
    events: list[dict[str, Any]] = [json.loads(line) for line in file.read_text().splitlines()]
    for event in events:
        assert list(event) == ["timestamp", "message", "kvpList"]
        assert abs(event["timestamp"] / 1000 - time.time()) < 60
        assert [list(pair) for pair in event["kvpList"]] == [["client"], ["subject"], ["outcome"]]
    return [
        [event["message"], *(value for pair in event["kvpList"] for value in pair.values())]
        for event in events
    ]


def test_every_client_has_its_own_limits_and_lines_in_the_log(tmp_path: Path) -> None:
    tokens, log = tmp_path / "tokens.txt", tmp_path / "logs" / "audit.jsonl"
    names = {"alice": "one", "bob": "two"}
    digests = {name: hashlib.sha256(token.encode()).hexdigest() for name, token in names.items()}
    tokens.write_text("".join(f"{name} {digest}\n" for name, digest in digests.items()))
    limits = serve.Limits(max_client_environments=2)
    catalog = serve.Catalog([failing.ID])
    serving = serve.start(catalog, limits=limits, tokens=tokens, audit_log=log)
    target = f"127.0.0.1:{serving.port}"
    for wrong in (None, "alice"):
        with pytest.raises(papilio_gym.AccessDenied):
            PapilioEnv(failing.ID, target=target, token=wrong)
    full = r"environments of client alice: 3 \(expected: at most 2\)"
    held = PapilioVectorEnv(failing.ID, 2, target=target, token="one")
    with pytest.raises(papilio_gym.ServerFull, match=full):
        PapilioEnv(failing.ID, target=target, token="one")
    PapilioVectorEnv(failing.ID, 2, target=target, token="two").close()
    held.close()
    env = PapilioVectorEnv(failing.ID, 2, target=target, token="one", fault="shape")
    env.reset()
    env.step([0, 0])
    with pytest.raises(papilio_gym.ServerFault):
        env.step([0, 0])
    serving.stop()
    events = audited(log)
    assert events[:7] == [
        ["rejected", "127.0.0.1", INFO, "absent token"],
        ["rejected", "127.0.0.1", INFO, "wrong token"],
        ["session opened", "alice", "2 of Failing-v0", "session 1"],
        [
            *("session ended", "alice", "session 2"),
            "RESOURCE_EXHAUSTED: environments of client alice: 3 (expected: at most 2)",
        ],
        ["session opened", "bob", "2 of Failing-v0", "session 3"],
        ["session ended", "bob", "session 3", "OK"],
        ["session ended", "alice", "session 1", "OK"],
    ]
    assert events[7] == ["session opened", "alice", "2 of Failing-v0", "session 4"]
    assert events[8][:3] == ["session ended", "alice", "session 4"]
    assert events[8][3].startswith("INTERNAL: ") and len(events) == 9


def test_without_tokens_every_address_has_its_own_limits(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    log.write_text("")
    limits = serve.Limits(max_client_sessions=1)
    serving = serve.start(serve.Catalog([failing.ID]), limits=limits, audit_log=log)
    target = f"127.0.0.1:{serving.port}"
    message = "sessions of client 127.0.0.1: 2 (expected: at most 1)"
    with PapilioEnv(failing.ID, target=target):
        with pytest.raises(papilio_gym.ServerFull) as full:
            PapilioEnv(failing.ID, target=target)
        assert message in str(full.value)
        with pytest.raises(papilio_gym.ServerFull):
            papilio_gym.rollout("zero", failing.ID, episodes=1, target=target).returns()
    papilio_gym.rollout("zero", failing.ID, episodes=1, target=target, horizon=1).returns()
    with pytest.raises(papilio_gym.PapilioError):
        papilio_gym.rollout("expert", failing.ID, episodes=1, target=target).returns()
    serving.stop()
    events = audited(log)
    assert sorted(events[1:4]) == sorted(
        [
            *[["rejected", "127.0.0.1", "session", f"RESOURCE_EXHAUSTED: {message}"]] * 2,
            ["session ended", "127.0.0.1", "session 1", "OK"],
        ]
    )
    unknown = "NOT_FOUND: this server has no policy 'expert'"
    assert events[4:] == [
        ["rollout begun", "127.0.0.1", "Failing-v0", "session 2"],
        ["session ended", "127.0.0.1", "session 2", "OK"],
        ["rollout begun", "127.0.0.1", "Failing-v0", "session 3"],
        ["session ended", "127.0.0.1", "session 3", unknown],
    ]


def test_a_client_that_leaves_without_a_word_is_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    serving = serve.start(serve.Catalog([failing.ID]), audit_log=log)
    env = PapilioEnv(failing.ID, target=f"127.0.0.1:{serving.port}")
    env._session._stream.cancel()
    serving.stop()
    assert audited(log)[1] == ["session ended", "127.0.0.1", "session 1", "CANCELLED"]


def test_a_client_that_ends_its_requests_without_close_is_no_lost_one(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    serving = serve.start(serve.Catalog([failing.ID]), audit_log=log)
    opening = pb.InteractRequest(open=pb.OpenRequest(environment_id=failing.ID))
    with grpc.insecure_channel(f"127.0.0.1:{serving.port}") as channel:
        interact = channel.stream_stream(f"/{SERVICE}/Interact", bytes, bytes)
        assert len(list(interact(iter([opening.SerializeToString()])))) == 1
    serving.stop()
    assert audited(log)[1] == ["session ended", "127.0.0.1", "session 1", "OK"]


def test_an_audit_log_that_cannot_be_written_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="^audit_log: .*, Is a directory .expected: a file"):
        serve.start(serve.Catalog([failing.ID]), audit_log=tmp_path)


@pytest.mark.parametrize(
    ("properties", "peer", "client"),
    [
        ({}, "ipv4:127.0.0.1:5055", "127.0.0.1"),
        ({}, "ipv6:%5B::1%5D:5055", "0:0:0:0:0:0:0:1"),
        ({}, "ipv6:%5Bfe80::a0%25eth0%5D:5055", "fe80:0:0:0:0:0:0:a0%eth0"),
        ({}, "ipv6:[::ffff:192.0.2.1]:5055", "192.0.2.1"),
        ({}, "unix:", "unix"),
        ({"x509_subject": [b"CN=alice,O=Labs"]}, "ipv4:127.0.0.1:5055", "CN=alice,O=Labs"),
    ],
)
def test_a_connection_names_its_client(
    properties: dict[str, list[bytes]], peer: str, client: str
) -> None:
    assert client_of_connection(properties, peer) == client
