"""Finds the Chromium that drives the browser tests; as root on Debian or Ubuntu, installs it."""

import os
import shutil
import subprocess
from pathlib import Path

from plnetwork.local.terminal import say

NAMES = ["chromium", "chromium-browser", "google-chrome"]

# Without a sandbox, because root has none; without calls home, because tests have no network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """The system's Chromium, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def main() -> None:
    """Install Chromium where it is missing and we may; never a failure, the tests are skipped."""
    if path():
        return
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        say("Chromium is missing, and only root on Debian or Ubuntu can install it from here.")
        return
    say("Chromium: installing it for the browser tests.")
    # Another program may be installing packages; waiting for it is better than failing.
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=500"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        if subprocess.run([*apt, *step], env=environment, check=False).returncode:
            say("Chromium could not be installed.")
            return


if __name__ == "__main__":
    main()
