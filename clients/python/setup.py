"""Generates the protocol's classes first of all: each step of a build looks for their package."""

import sys
from pathlib import Path

from setuptools import setup

HERE = Path(__file__).resolve().parent

sys.path.insert(0, str(HERE))

from generate_stubs import generate_stubs  # noqa: E402

generate_stubs()
(HERE / "target").mkdir(exist_ok=True)  # What setup.cfg names must be there.
setup()
