"""What the command of this package's server says of what it cannot take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REGISTERED = "an id of Gymnasium's registry, or module:ID"
NEAR = "an id such as CartPole-v1, CartPole-v0, phys2d/CartPole-v1"
CARTPOLE = "--env=CartPole-v1"


def refusal(folder: Path, *given: str) -> str:
    """What a command says before it ends, in a folder."""
    command = [sys.executable, "-m", "papilio_gym.serve", "--port=0", *given]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=variables, cwd=folder, timeout=60
    )
    assert done.returncode == 2
    return done.stderr.removeprefix("python -m papilio_gym.serve: error: ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", f"env: '' (expected: {REGISTERED})"),
        ("odd:", f"env: 'odd:' (expected: {REGISTERED})"),
        ("CartPole-v99", f"env: 'CartPole-v99' (expected: {NEAR})"),
        ("CartPole-1", f"env: 'CartPole-1' (expected: {NEAR})"),
        (
            "no_such:X-v0",
            "module no_such: ModuleNotFoundError: No module named 'no_such'"
            " (expected: it can be imported)",
        ),
        ("leaves:X-v0", "module leaves: SystemExit: no licence (expected: it can be imported)"),
    ],
)
def test_an_environment_that_there_is_not_is_told_with_what_there_is(
    given: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "leaves.py").write_text("import sys; sys.exit('no licence')")
    assert refusal(tmp_path, f"--env={given}") == f"{said}\n"


@pytest.mark.parametrize("token", ["gärtner", "two\nlines", "\x7f"])
def test_a_token_that_no_client_can_send_is_refused(token: str, tmp_path: Path) -> None:
    said = "token: another character (expected: printable ASCII)\n"
    assert refusal(tmp_path, CARTPOLE, f"--token={token}") == said


@pytest.mark.parametrize(
    ("certificate", "key", "said"),
    [
        ("no", "key", "tls_certificate: no, no such file or directory (expected: a file)"),
        ("text", "key", "tls_certificate: text (expected: certificates in PEM)"),
        ("key", "key", "tls_certificate: key (expected: certificates in PEM)"),
        ("own", "text", "tls_key: text (expected: in PEM, the key of own, without a password)"),
        ("own", "own", "tls_key: own (expected: in PEM, the key of own, without a password)"),
        ("own", "secret", "tls_key: secret (expected: in PEM, the key of own, without a password)"),
        (
            *("own", "other"),
            "tls_key: other, key values mismatch"
            " (expected: in PEM, the key of own, without a password)",
        ),
    ],
)
def test_a_certificate_and_a_key_that_do_not_serve_are_told_apart(
    certificate: str, key: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "text").write_text("neither\n")
    made = ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=localhost"]
    changed = ["openssl", "rsa", "-in", "key", "-aes128", "-passout", "pass:sesame"]
    for command in (
        [*made, "-keyout", "key", "-out", "own"],
        [*made, "-keyout", "other", "-out", "another"],
        [*changed, "-out", "secret"],
    ):
        subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    given = CARTPOLE, f"--tls-certificate={certificate}", f"--tls-key={key}"
    assert refusal(tmp_path, *given) == f"{said}\n"
