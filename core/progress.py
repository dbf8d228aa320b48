"""A progress bar for long commands: drawn for a person, silent in a log file."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

Item = TypeVar("Item")


def track(items: Iterable[Item], *, total: int, doing: str) -> Iterator[Item]:
    """Yield each item and move a bar on stderr; `disable=None` hides it off a terminal."""
    return iter(tqdm(items, total=total, desc=doing, disable=None))
