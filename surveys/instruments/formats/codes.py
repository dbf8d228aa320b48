"""Our codes for what other tools call by all kinds of names."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 20
_CODE = re.compile(r"[A-Z][A-Za-z0-9]*\Z")


class Codes:
    """Codes that begin with a capital, hold letters and figures, and are given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, name: str) -> str:
        """The name itself where it is a code that is free, else the nearest one."""
        wanted = _nearest(name)
        code, number = wanted, 2
        while code.casefold() in self._given:
            tail = f"N{number}" if wanted[-1].isdigit() else str(number)
            code = wanted[: LONGEST - len(tail)] + tail
            number += 1
        self._given.add(code.casefold())
        return code

    def free(self, code: str) -> None:
        """A code that was not needed after all."""
        self._given.discard(code.casefold())


def _nearest(name: str) -> str:
    """my_name becomes MyName, Q1_2 Q1x2; what begins with a figure gets a Q in front."""
    if _CODE.match(name) and len(name) <= LONGEST:
        return name
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    parts = re.findall("[A-Za-z0-9]+", letters)
    joined = ""
    for part in parts:
        # Q1_1 and Q11 are two questions, and look like two.
        joined += "x" if joined[-1:].isdigit() and part[0].isdigit() else ""
        joined += part[0].upper() + part[1:]
    if not joined:
        return "Q"
    return (joined if joined[0].isalpha() else f"Q{joined}")[:LONGEST]
