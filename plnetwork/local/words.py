"""Compiles the .po files under locale to .mo, which Django reads; no .mo is committed."""

from __future__ import annotations

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from plnetwork.local.places import PROJECT


def main() -> None:
    """Compile what is newer than its .mo."""
    for source in sorted((PROJECT / "locale").glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as words, target.open("wb") as compiled:
            write_mo(compiled, read_po(words))


if __name__ == "__main__":
    main()
