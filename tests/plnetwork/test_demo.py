"""The demo network shows the numbers that network.json promises, recorded as real responses."""

import pytest

from plnetwork.demo import build
from plnetwork.demo.book import book


def test_it(db):
    build.build()
