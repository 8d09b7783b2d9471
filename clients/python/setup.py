"""Generates the protocol's classes before any step of a build."""

import sys
from pathlib import Path

from setuptools import setup

HERE = Path(__file__).resolve().parent

sys.path.insert(0, str(HERE))

from generate_stubs import generate_stubs  # noqa: E402

generate_stubs()
(HERE / "target").mkdir(exist_ok=True)  # setup.cfg names it.
setup()
