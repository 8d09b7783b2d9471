"""Generates the protocol's classes first of all: each step of a build looks for their package."""

import sys
from pathlib import Path

from setuptools import setup

sys.path.insert(0, str(Path(__file__).parent))

from generate_stubs import generate_stubs  # noqa: E402

generate_stubs()
setup()
