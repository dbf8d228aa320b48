"""A folder for servers of a test's own, beside those the test run stands on."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def var():
    # Not tmp_path: its parents are closed to the user the servers run as when we are root.
    folder = Path(tempfile.mkdtemp(prefix="plnetwork-var-", dir="/tmp"))
    yield folder
    for link in folder.rglob("servers"):
        if link.is_symlink() and link.exists():
            shutil.rmtree(link.readlink())  # places.py put the data elsewhere
    shutil.rmtree(folder)
