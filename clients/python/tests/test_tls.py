"""Connections by TLS."""

import subprocess
from pathlib import Path

import papilio_gym
import pytest
from papilio_gym import PapilioEnv, serve

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


def test_tls_needs_the_authority_that_signed(identity: tuple[Path, Path]) -> None:
    certificate, key = identity
    pair = key.read_bytes(), certificate.read_bytes()
    serving = serve.start(serve.Catalog([ID]), identity=pair)
    target = f"localhost:{serving.port}"
    with PapilioEnv(ID, target=target, tls=certificate) as env:
        env.reset(seed=0)
    for tls in (False, True):
        with pytest.raises(papilio_gym.ServerUnavailable):
            PapilioEnv(ID, target=target, tls=tls, connect_timeout=0.5)
    serving.stop(0)
