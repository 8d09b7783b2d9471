"""TLS and bearer tokens."""

import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gymnasium
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, embedded, serve, tokens

from everything import ID

SECRET = "sesame-0123"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of localhost; its key is beside it as key.pem."""
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    made = [*request, "-out", "certificate.pem", "-keyout", "key.pem"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    return folder / "certificate.pem"


@pytest.fixture(scope="module", params=["python", "java"])
def guarded(request: pytest.FixtureRequest, certificate: Path) -> Iterator[tuple[str, str]]:
    """The address of a server with TLS and a token, and one of its ids."""
    key = certificate.with_name("key.pem")
    if request.param == "java":
        given = f"--tls-certificate={certificate}", f"--tls-key={key}", f"--token={SECRET}"
        server = embedded.EmbeddedServer(embedded.class_path(), *given)
        yield server.target, "Hopper-v5"
        server.stop()
    else:
        identity = key.read_bytes(), certificate.read_bytes()
        serving = serve.start(serve.Catalog([ID]), identity=identity, token=SECRET)
        yield f"localhost:{serving.port}", ID
        serving.stop(0)


@pytest.fixture(scope="module", params=["python", "java"])
def mutual(request: pytest.FixtureRequest, certificate: Path) -> Iterator[tuple[str, str]]:
    """The address of a server that asks clients for a certificate, and one of its ids."""
    key = certificate.with_name("key.pem")
    if request.param == "java":
        given = f"--tls-certificate={certificate}", f"--tls-key={key}"
        server = embedded.EmbeddedServer(
            embedded.class_path(), *given, f"--tls-client-ca={certificate}"
        )
        yield server.target, "Hopper-v5"
        server.stop()
    else:
        serving = serve.start(
            serve.Catalog([ID]),
            identity=(key.read_bytes(), certificate.read_bytes()),
            client_ca=certificate.read_bytes(),
        )
        yield f"localhost:{serving.port}", ID
        serving.stop(0)


@pytest.fixture
def token_server() -> Iterator[str]:
    """`host:port` of a server with a token and without TLS."""
    serving = serve.start(serve.Catalog(["Acrobot-v1"]), token=SECRET)
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


def test_tls_needs_a_trusted_certificate_and_the_token(
    guarded: tuple[str, str], certificate: Path
) -> None:
    target, id_ = guarded
    with PapilioEnv(id_, target=target, tls=certificate, token=SECRET) as env:
        env.reset(seed=0)
    for untrusted in (False, True):
        with pytest.raises(papilio_gym.ServerUnavailable):
            PapilioEnv(id_, target=target, tls=untrusted, token=SECRET, connect_timeout=0.5)
    for token in (None, "wrong"):
        with pytest.raises(papilio_gym.AccessDenied):
            PapilioEnv(id_, target=target, tls=str(certificate), token=token)


def test_a_certificate_says_who_the_client_is(mutual: tuple[str, str], certificate: Path) -> None:
    target, id_ = mutual
    known = papilio_gym.TlsFiles(certificate, certificate.with_name("key.pem"), roots=certificate)
    with PapilioEnv(id_, target=target, tls=known) as env:
        env.reset(seed=0)
    with pytest.raises(papilio_gym.ServerUnavailable):
        PapilioEnv(id_, target=target, tls=certificate, connect_timeout=0.5)


def test_the_subject_of_a_certificate_names_the_client(certificate: Path, tmp_path: Path) -> None:
    key = certificate.with_name("key.pem")
    serving = serve.start(
        serve.Catalog([ID]),
        identity=(key.read_bytes(), certificate.read_bytes()),
        client_ca=certificate.read_bytes(),
        audit_log=tmp_path / "audit.jsonl",
    )
    known = papilio_gym.TlsFiles(certificate, key, roots=certificate)
    PapilioEnv(ID, target=f"localhost:{serving.port}", tls=known).close()
    serving.stop()
    assert (tmp_path / "audit.jsonl").read_text().count('{"client":"CN=localhost"}') == 2


def test_authorities_without_a_certificate_are_rejected(certificate: Path) -> None:
    with pytest.raises(ValueError, match="^client_ca: without identity"):
        serve.start(serve.Catalog([ID]), client_ca=certificate.read_bytes())


def test_every_client_has_a_token_of_its_own_until_its_line_is_deleted(tmp_path: Path) -> None:
    alice, bob = (f"alice {_digest('one')}\n", f"bob {_digest('two')}\n")
    file = tmp_path / "tokens.txt"
    file.write_text(f"# clients\n\n{alice}{bob}")
    serving = serve.start(serve.Catalog([ID]), token=SECRET, tokens=file)
    target = f"127.0.0.1:{serving.port}"
    for token in ("one", "two", SECRET):
        PapilioEnv(ID, target=target, token=token).close()
    for wrong in (None, "alice", _digest("one")):
        with pytest.raises(papilio_gym.AccessDenied):
            PapilioEnv(ID, target=target, token=wrong)
    _replace(file, bob)
    with pytest.raises(papilio_gym.AccessDenied):
        PapilioEnv(ID, target=target, token="one")
    PapilioEnv(ID, target=target, token="two").close()
    _replace(file, "a file in the middle of an edit\n")
    PapilioEnv(ID, target=target, token="two").close()
    serving.stop(0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("alice\n", ":1: 1 words (expected: NAME SHA256, in 64 hexadecimal digits)"),
        (f"# one\nalice {SECRET}\n", ":2: 2 words (expected: NAME SHA256, in 64"),
        (f"al/ice {'0' * 64}\n", ":1: 2 words (expected: NAME SHA256, in 64"),
        (f"bob {'0' * 64}\nbob {'1' * 64}\n", ":2: bob (expected: a name that no line above has)"),
    ],
)
def test_a_file_that_is_none_of_tokens_is_rejected(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "tokens.txt"
    file.write_text(text)
    with pytest.raises(ValueError) as rejected:
        serve.start(serve.Catalog([ID]), tokens=file)
    assert str(rejected.value).startswith(f"{file}{message}")
    assert SECRET not in str(rejected.value)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _replace(file: Path, text: str) -> None:
    """Writes a file whose time of change differs, however coarse the clock of the disk is."""
    before = file.stat().st_mtime_ns
    file.write_text(text)
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_a_server_without_tls_is_not_reached_by_tls(token_server: str) -> None:
    with pytest.raises(papilio_gym.ServerUnavailable):
        PapilioEnv("Acrobot-v1", target=token_server, tls=True, connect_timeout=0.5)


def test_specs_have_no_token(token_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {"target": token_server, "token": SECRET}
    assert papilio_gym.register(**given) == ["papilio/Acrobot-v1"]
    assert SECRET not in repr(gymnasium.spec("papilio/Acrobot-v1"))
    makers: list[Callable[[], Any]] = [
        lambda: gymnasium.make("papilio/Acrobot-v1", **given),
        lambda: gymnasium.make("papilio/Acrobot-v1"),  # With the token of register().
        lambda: gymnasium.make_vec("papilio/Acrobot-v1", 2, **given),
    ]
    for make in makers:
        env = make()
        assert SECRET not in repr(env.spec) and SECRET not in env.spec.to_json()
        again: Any = gymnasium.make_vec if "num_envs" in env.spec.kwargs else gymnasium.make
        again(env.spec).close()
        env.close()


def test_a_token_comes_from_the_variable(
    token_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(papilio_gym.AccessDenied):
        PapilioEnv("Acrobot-v1", target=token_server)
    monkeypatch.setenv(tokens.VARIABLE, SECRET)
    PapilioEnv("Acrobot-v1", target=token_server).close()


@pytest.mark.parametrize("token", [f"{SECRET}\n", f"{SECRET}\0", f"{SECRET}é"])
def test_a_token_that_no_header_carries_is_rejected_and_not_shown(token: str) -> None:
    with pytest.raises(papilio_gym.InvalidArgument) as caught:
        PapilioEnv("Any-v0", target="nowhere:1", token=token)
    assert caught.value.subject == "token" and SECRET not in str(caught.value)
    with pytest.raises(ValueError) as rejected:
        serve.start(serve.Catalog(["CartPole-v1"]), token=token)
    assert SECRET not in str(rejected.value)
