"""SPSS files (.sav, .zsav), read by a child process, since reading them takes much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

SPSS_STARTS = (b"$FL2", b"$FL3")
CHILD = "surveys.collection.arrivals.spss_child"
ROOT = Path(__file__).parents[3]


class SpssFile:
    """An SPSS file; a value's label in the file says what the value means."""

    def __init__(self, path: Path) -> None:
        """Raises CannotBringIn for what is no readable SPSS file."""
        self.path = path
        with closing(self._lines("--head")) as lines:
            head = next(lines)
        self.names: list[str] = head["names"]
        self.wordings: Mapping[str, str] = head["wordings"]
        self.labels: Mapping[str, Mapping[str, str]] = head["labels"]
        self.missing: Mapping[str, Sequence[tuple[float, float]]] = head["missing"]
        self.encoding: str = head["encoding"]
        self.total: int = head["rows"]
        self.notes: list[str] = head["notes"]

    def rows(self) -> Iterator[list[str]]:
        """The names of the variables, then all cases."""
        yield self.names
        with closing(self._lines()) as lines:
            next(lines)  # the head again
            for part in lines:
                yield from part

    def _lines(self, *options: str) -> Generator[Any]:
        command = [sys.executable, "-m", CHILD, str(self.path.resolve()), *options]
        with subprocess.Popen(  # noqa: S603  our own module and a path, no shell
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as child:
            if child.stdout is None:  # cannot be: it is a pipe
                raise CannotBringIn("The SPSS file cannot be read.")
            try:
                for line in child.stdout:
                    yield json.loads(line)
            except GeneratorExit:
                child.kill()
                raise
        if child.returncode:
            raise CannotBringIn(
                "The SPSS file is broken or of an unknown kind. Save it again as .sav, or as CSV."
            )
