"""Connections by TLS."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import papilio_gym
import pytest
from papilio_gym import PapilioEnv, connection, embedded, serve, tls

from everything import ID


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    made = [*request, "-out", str(certificate), "-keyout", str(key)]
    subprocess.run(made, check=True, capture_output=True)
    return certificate, key


@pytest.fixture(params=["python", "java"])
def place(request: pytest.FixtureRequest, identity: tuple[Path, Path]) -> Iterator[tuple[str, str]]:
    """The address of a server of that certificate, and an environment that it has."""
    certificate, key = identity
    if request.param == "java":
        given = f"--tls-certificate={certificate}", f"--tls-key={key}"
        server = embedded.EmbeddedServer(embedded.class_path(), *given)
        yield server.target, "Hopper-v5"
        server.stop()
    else:
        pair = key.read_bytes(), certificate.read_bytes()
        serving = serve.start(serve.Catalog([ID]), identity=pair)
        yield f"localhost:{serving.port}", ID
        serving.stop(0)


def test_tls_needs_the_authority_that_signed(
    place: tuple[str, str], identity: tuple[Path, Path]
) -> None:
    target, id_ = place
    with PapilioEnv(id_, target=target, tls=identity[0]) as env:
        env.reset(seed=0)
    reasons = {False: r"wants TLS.*\(expected: tls=True", True: "certificate is not trusted"}
    for given, said in reasons.items():
        with pytest.raises(papilio_gym.ServerUnavailable, match=said):
            PapilioEnv(id_, target=target, tls=given, connect_timeout=0.5)


def test_a_server_without_tls_is_told_apart(
    python_server: str, identity: tuple[Path, Path]
) -> None:
    with pytest.raises(papilio_gym.ServerUnavailable, match="without TLS"):
        PapilioEnv(ID, target=python_server, tls=identity[0], connect_timeout=0.5)


def test_what_a_port_speaks_needs_no_sentence_of_grpc(
    place: tuple[str, str], python_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, id_ = place
    monkeypatch.setattr(connection, "_last_error", lambda *_: "another sentence")
    with pytest.raises(papilio_gym.ServerUnavailable, match=r"wants TLS \(expected: tls=True"):
        PapilioEnv(id_, target=target, connect_timeout=0.5)
    with pytest.raises(papilio_gym.ServerUnavailable, match=r"without TLS \(expected: tls=False"):
        PapilioEnv(ID, target=python_server, tls=True, connect_timeout=0.5)


@pytest.mark.parametrize(
    "written",
    [
        "print('no certificate')",
        "-----BEGIN CERTIFICATE-----\nno base 64\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
    ],
)
def test_a_file_without_certificates_is_refused(written: str, tmp_path: Path) -> None:
    file = tmp_path / "roots.pem"
    file.write_text(written)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^tls: .*certificate.* \(expected: "):
        PapilioEnv("Any-v0", target="nowhere:1", tls=file)


def test_comments_around_certificates_are_nobodys_business(
    identity: tuple[Path, Path], tmp_path: Path
) -> None:
    file = tmp_path / "roots.pem"
    file.write_bytes("Autorité de la démonstration\n".encode() + identity[0].read_bytes())
    assert tls.roots_of(file) == file.read_bytes()
