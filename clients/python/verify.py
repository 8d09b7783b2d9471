"""Checks the client as `mvn verify` does: types, then the tests of what an installation brings.

Everything that it makes lies under target/, except the generated classes in src/.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE / "target"
REQUIREMENTS = HERE / "requirements.txt"
PYTHON = TARGET / "venv" / "bin" / "python"
SITE = TARGET / "site"
# Servers of tests live for seconds: optimising their code would take longer than it saves.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def main() -> None:
    if sys.version_info < (3, 10):
        raise SystemExit(f"python3: {sys.version.split()[0]} (expected: 3.10 or newer)")
    TARGET.mkdir(exist_ok=True)
    prepare_environment()
    install_package()
    # Beside the tests, most of whose time passes in waiting for servers.
    types = subprocess.Popen([PYTHON, "-m", "mypy"], cwd=HERE, stdout=subprocess.PIPE, text=True)
    workers = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
    run("pytest", *workers, PYTHONPATH=str(SITE), PAPILIO_JAVA_OPTIONS=JAVA_OPTIONS)
    findings, _ = types.communicate()
    if types.returncode != 0:
        raise SystemExit(f"{findings}clients/python: mypy failed (expected: no findings)")


def prepare_environment() -> None:
    """A virtual environment with exactly the requirements; kept until they change."""
    stamp = TARGET / "venv" / "requirements.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(TARGET / "venv", ignore_errors=True)
    try:
        venv.create(TARGET / "venv", with_pip=True)
    except subprocess.CalledProcessError:
        raise SystemExit("venv: not usable (expected: it is; Debian: apt-get install python3-venv)")
    log = TARGET / "pip.log"
    install = ["install", "--no-deps", "--only-binary=:all:", "--no-compile", "-r", REQUIREMENTS]
    with log.open("w") as out:
        done = subprocess.run(
            [PYTHON, "-m", "pip", *install], stdout=out, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode != 0:
        raise SystemExit(
            "clients/python: the packages of requirements.txt could not be fetched (expected: "
            "Python's package index within reach; -Dclients.skip leaves the clients out); "
            "log: clients/python/target/pip.log"
        )
    stamp.write_text(wanted)


def install_package() -> None:
    """Builds the distribution and unpacks it where the tests import it from."""
    for folder in (SITE, TARGET / "build"):
        shutil.rmtree(folder, ignore_errors=True)
    install = ["install", "-q", "--no-deps", "--no-build-isolation", "--no-compile"]
    run("pip", *install, "--target", str(SITE), str(HERE))


def run(module: str, *arguments: str, **variables: str) -> None:
    done = subprocess.run(
        [PYTHON, "-m", module, *arguments], cwd=HERE, env={**os.environ, **variables}, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"clients/python: {module} failed (expected: no findings)")


if __name__ == "__main__":
    main()
