"""Checks the client as `mvn verify` does: types, then the tests against an installed package.

    python3 verify.py [default|nightly]

Nightly tests take many minutes. All output is in target/, but for the generated classes in src/.
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
# Servers of tests live for seconds, so optimizing their code takes longer than it saves.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Long tests run on several cores; short ones share one server, and leave a core to mypy.
TIERS = {
    "default": [],
    "nightly": ["-m", "", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"],
}


def main() -> None:
    if sys.version_info < (3, 10):
        raise SystemExit(f"Python {sys.version.split()[0]} is too old (expected: 3.10 or newer)")
    tier = sys.argv[1] if len(sys.argv) > 1 else "default"
    if tier not in TIERS:
        raise SystemExit(f"tier: {tier} (expected: {' or '.join(TIERS)})")
    TARGET.mkdir(exist_ok=True)
    prepare_environment()
    install_package()
    types = subprocess.Popen([PYTHON, "-m", "mypy"], cwd=HERE, stdout=subprocess.PIPE, text=True)
    run("pytest", *TIERS[tier], PYTHONPATH=str(SITE), PAPILIO_JAVA_OPTIONS=JAVA_OPTIONS)
    findings, _ = types.communicate()
    if types.returncode != 0:
        raise SystemExit(f"{findings}clients/python: mypy failed")


def prepare_environment() -> None:
    """Makes a virtual environment with exactly the requirements, unless it is up to date."""
    stamp = TARGET / "venv" / "requirements.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(TARGET / "venv", ignore_errors=True)
    try:
        venv.create(TARGET / "venv", with_pip=True)
    except subprocess.CalledProcessError:
        raise SystemExit("python3-venv is not installed (Debian: apt-get install python3-venv)")
    log = TARGET / "pip.log"
    install = ["install", "--no-deps", "--only-binary=:all:", "--no-compile", "-r", REQUIREMENTS]
    with log.open("w") as out:
        done = subprocess.run(
            [PYTHON, "-m", "pip", *install], stdout=out, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode != 0:
        raise SystemExit(
            "clients/python: cannot download the packages of requirements.txt; "
            "see clients/python/target/pip.log, or leave the clients out by -Dclients.skip"
        )
    stamp.write_text(wanted)


def install_package() -> None:
    """Builds the package and unpacks it where the tests import it from."""
    for folder in (SITE, TARGET / "build"):
        shutil.rmtree(folder, ignore_errors=True)
    install = ["install", "-q", "--no-deps", "--no-build-isolation", "--no-compile"]
    run("pip", *install, "--target", str(SITE), str(HERE))


def run(module: str, *arguments: str, **variables: str) -> None:
    done = subprocess.run(
        [PYTHON, "-m", module, *arguments], cwd=HERE, env={**os.environ, **variables}, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"clients/python: {module} failed")


if __name__ == "__main__":
    main()
