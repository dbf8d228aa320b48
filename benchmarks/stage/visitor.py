"""A light visitor: one kept connection, raw HTTP/1.1, so that the client is never the limit."""

from __future__ import annotations

import re
import secrets
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
FORM_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
COOKIE = re.compile(rb"\r\nset-cookie: *((?:\w|-)+=[^;\r]+)", re.IGNORECASE)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class Gone(Exception):
    """The connection ended before the answer was there, as a browser would tell its user."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        """Where it redirects to, or nothing."""
        found = LOCATION.search(self.head)
        return found[1].decode() if found else ""


@dataclass
class Visitor:
    """One browser behind the proxy that speaks TLS; not for two threads at once."""

    port: int
    timeout: float = 30
    cookies: dict[bytes, bytes] = field(default_factory=dict)
    sock: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask(b"GET " + path.encode() + b" HTTP/1.1\r\n", b"")

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        """Send a form, as a browser does: with its own origin and its own cookie's token."""
        body = urlencode(fields).encode()
        head = (
            b"POST %b HTTP/1.1\r\nOrigin: https://127.0.0.1:%d\r\nContent-Length: %d\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
        ) % (path.encode(), self.port, len(body))
        return self._ask(head, body)

    def bring_cookie(self) -> str:
        """A forgery cookie as an earlier page had set it; its token goes into forms."""
        token = "".join(secrets.choice(LETTERS) for _ in range(32))
        self.cookies[b"csrftoken"] = token.encode()
        return token

    def leave(self) -> None:
        """Close the connection; the next question opens another."""
        if self.sock is not None:
            self.sock.close()
            self.sock = None

    def _ask(self, head: bytes, body: bytes) -> Answer:
        cookies = b"; ".join(name + b"=" + value for name, value in self.cookies.items())
        asked = b"".join(
            [
                head,
                b"Host: 127.0.0.1:%d\r\nX-Forwarded-Proto: https\r\n" % self.port,
                b"Cookie: " + cookies + b"\r\n\r\n" if cookies else b"\r\n",
                body,
            ]
        )
        try:
            if self.sock is None:
                self.sock = socket.create_connection(("127.0.0.1", self.port), self.timeout)
                self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sock.sendall(asked)
            return self._read()
        except OSError as error:
            self.leave()
            raise Gone(str(error)) from error

    def _read(self) -> Answer:
        got = self._more()
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head, body = got[: end + 2], [got[end + 4 :]]
        length = LENGTH.search(head)
        if length is None:
            raise Gone("an answer without a length")
        left = int(length[1]) - len(body[0])
        while left > 0:
            body.append(self._more())
            left -= len(body[-1])
        for cookie in COOKIE.findall(head):
            name, _, value = cookie.partition(b"=")
            self.cookies[name] = value
        return Answer(int(head[9:12]), head, b"".join(body))

    def _more(self) -> bytes:
        assert self.sock is not None  # noqa: S101  only asked while connected
        got = self.sock.recv(262_144)
        if not got:
            raise ConnectionResetError("the server hung up")
        return got


def form_token(page: Answer) -> str:
    """The hidden token of a page's form; raises ValueError when there is none."""
    found = FORM_TOKEN.search(page.body)
    if found is None:
        raise ValueError(f"no form on a page of status {page.status}")
    return found[1].decode()
