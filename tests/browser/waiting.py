"""Waiting for what another process does."""

import time

PATIENCE = 30  # seconds for a busy machine; the worker needs about one


def until(true, words, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"Still not after {patience} seconds: {words}"
        time.sleep(0.2)
