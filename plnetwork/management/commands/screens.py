"""Takes the screenshots under docs/screens: the main pages at two widths, as the role named."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from playwright.sync_api import sync_playwright

from core.progress import track
from plnetwork.demo import gallery
from plnetwork.local import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

WIDTHS = {1280: 900, 390: 844}
START_SECONDS = 30


class Command(BaseCommand):
    help = "Take screenshots of the main pages at 1280 and 390 pixels (needs Chromium)."

    def handle(self, **options: Any) -> None:
        """Raises CommandError without Chromium, or when the site does not start."""
        program = chromium.path()
        if program is None:
            raise CommandError("There is no Chromium on this machine.")
        call_command("migrate", verbosity=0)
        call_command("demo", "--if-empty")
        call_command("collectstatic", "--noinput", verbosity=0)
        folder = settings.BASE_DIR / "docs" / "screens"
        folder.mkdir(parents=True, exist_ok=True)
        shots = gallery.shots()
        # Playwright runs a loop of its own in this thread; the demo's rows are already read.
        with _site() as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
            for shot in track(shots, total=len(shots), doing="Screens"):
                for width, height in WIDTHS.items():
                    _take(browser, address, shot, (width, height), folder)
            browser.close()
        self.stdout.write(self.style.SUCCESS(f"{len(shots) * len(WIDTHS)} screens."))


def _take(
    browser: Browser, address: str, shot: gallery.Shot, size: tuple[int, int], folder: Path
) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    if shot.email:
        page.goto(f"{address}/demo/sign-in/")
        page.locator("form", has=page.locator(f'input[value="{shot.email}"]')).get_by_role(
            "button"
        ).click()
    page.goto(address + shot.path, wait_until="networkidle")
    page.screenshot(path=folder / f"{shot.name}-{width}.png", full_page=True)
    context.close()


@contextmanager
def _site() -> Iterator[str]:
    """The site on a free port, against the database of this command."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "plnetwork.wsgi:application"),
        ],
        env={**os.environ, "SITE_URL": address},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 -- our own
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise CommandError("The site did not start.")
