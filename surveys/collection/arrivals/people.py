"""Who has several rows: found by a hash, told by rows, and never kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from network.directory.cells import TOKEN
from surveys.collection.arrivals.report import TOLD
from surveys.collection.arrivals.values import USUAL_MARKS, plain

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class People:
    """The rows of each person, who is known by a hash alone."""

    first: dict[bytes, int] = field(default_factory=dict)
    more: dict[bytes, list[int]] = field(default_factory=dict)

    def again(self, person: Sequence[str], row: int) -> bool:
        """Whether the person has had a row before; a cell that names nobody is nobody's."""
        if any(plain(cell) in USUAL_MARKS or TOKEN.search(cell) for cell in person):
            return False
        key = blake2b("\x1f".join(person).encode(), digest_size=8).digest()
        if key not in self.first:
            self.first[key] = row
            return False
        self.more.setdefault(key, [self.first[key]]).append(row)
        return True

    def several(self) -> list[list[int]]:
        """The rows of each of them, in the order of the file."""
        return sorted(self.more.values())[:TOLD]
