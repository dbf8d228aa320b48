"""Browser tests: the system's Chromium against a live server; skipped, loudly, without one."""

import os

import pytest

from plnetwork.local import chromium

SKIPPED = "There is no Chromium on this machine, so NO BROWSER TEST RAN. Install it and run again."

# Playwright's event loop runs in this thread; Django would take our own queries for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if chromium.path() is None:
                item.add_marker(pytest.mark.skip(reason=SKIPPED))


def pytest_terminal_summary(terminalreporter):
    if chromium.path() is None:
        terminalreporter.write_sep("=", "BROWSER TESTS SKIPPED", red=True, bold=True)
        terminalreporter.write_line(SKIPPED, red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": chromium.path(),
        "args": chromium.ARGUMENTS,
    }
