"""Waiting for what another process does."""

import time

PATIENCE = 30  # seconds for a busy machine; the worker needs about one


def until(true, words):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"Still not after {PATIENCE} seconds: {words}"
        time.sleep(0.2)
