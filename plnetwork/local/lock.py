"""Compiles requirements/*.in into locked files: exact versions, hashes, and no host names."""

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from plnetwork.local.places import PROJECT
from plnetwork.local.terminal import say

# The oldest Python we promise, every platform; hosts and comments differ from machine to machine.
OPTIONS = [
    "--python-version=3.11",
    "--universal",
    "--upgrade",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def main() -> None:
    """Compile every file, and refuse a result that names a host."""
    with tempfile.TemporaryDirectory(prefix="plnetwork-lock-") as folder:
        uv = shutil.which("uv") or _install_uv(Path(folder))
        for name in ("base", "node", "dev"):
            target = PROJECT / "requirements" / f"{name}.txt"
            command = [uv, "pip", "compile", *OPTIONS, f"{name}.in", "-o", target.name]
            subprocess.run(command, cwd=target.parent, check=True)
            if "://" in target.read_text():
                sys.exit(f"{target.name} names a host. It must not be committed.")
            say(f"{target.name} is compiled.")


def _install_uv(folder: Path) -> str:
    """A copy of uv for this one command; nothing else of ours needs it."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "uv"], check=True)
    return str(folder / "bin" / "uv")


if __name__ == "__main__":
    main()
