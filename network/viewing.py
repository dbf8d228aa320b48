"""Whether this request is a state administrator's who views the network as somebody else."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.models import ViewAs

SESSION_KEY = "view_as"

_current: ContextVar[ViewAs | None] = ContextVar("view_as", default=None)


def current() -> ViewAs | None:
    """The viewing that goes on in this request, if any."""
    return _current.get()


@contextmanager
def through(view_as: ViewAs) -> Iterator[None]:
    """Everything inside happens in this viewing: the log names the viewer, never the viewed."""
    token = _current.set(view_as)
    try:
        yield
    finally:
        _current.reset(token)
