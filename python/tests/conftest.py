"""What the tests share: the example pile, read by the package and by the binary."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import wireroom

ROOT = Path(__file__).parents[2]
# As the binary is run: from the root, so that paths are the same.
PILE = "examples/pile"
BINARY = os.environ.get("WIREROOM", "target/release/wireroom")


def binary(*arguments, text=None):
    """What the binary prints."""
    done = subprocess.run(
        [BINARY, *arguments], cwd=ROOT, input=text, capture_output=True, encoding="utf-8"
    )
    assert done.stdout, done.stderr
    return done.stdout


@pytest.fixture(scope="session", autouse=True)
def at_root():
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


@pytest.fixture(scope="session")
def record(at_root):
    return wireroom.read(PILE)


@pytest.fixture(scope="session")
def contract(at_root):
    return json.loads(binary("read", PILE, "--format", "json"))
