"""Whether an address on the web opens: asked carefully, and of public places alone.

SECURITY: people type these addresses, and this server may stand where it reaches what they cannot.
So a name is looked up first, each place it stands for must be public, and the connection goes to
the very place that was looked at: a name that means another one a moment later leads nowhere. Every
redirect is looked at in the same way.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT = 10.0  # seconds for each step
LONGEST = 20.0  # seconds for one question, however slowly it is answered
REDIRECTS = 5
LEADS_ON = {301, 302, 303, 307, 308}
# There is something, and it does not talk to programs: what a person sees may well be fine.
NOT_FOR_PROGRAMS = {401, 403, 405, 406, 429}
GONE = {404, 410}
PORTS = {"http": 80, "https": 443}
KEPT = "/%:@!$&'()*+,;=~-._?"  # in an address as they are; anything else is written with %
THROUGH_IPV6 = ip_network("64:ff9b::/96")  # IPv4 addresses in the clothes of IPv6 ones
WHO_ASKS = {"User-Agent": "PL Network (looks whether a link opens)", "Accept": "*/*"}


class NotAsked(Exception):
    """An address that is not asked; the message is worded for people."""


@dataclass(frozen=True)
class Answer:
    """Whether an address opens, and what is wrong when it does not."""

    opens: bool
    fault: str = ""


def is_public(place: str) -> bool:
    """Whether a numeric address belongs to the public internet, in whatever form it is written."""
    address = ip_address(place)
    if isinstance(address, IPv6Address):
        if address in THROUGH_IPV6 or address.sixtofour or address.teredo:
            return False
        address = address.ipv4_mapped or address
    return address.is_global and not address.is_multicast


def answer_of(url: str, *, may_ask: Callable[[str], bool] = is_public) -> Answer:
    """Ask the address, follow where it leads, and say whether it opens. Never raises."""
    try:
        for _ in range(REDIRECTS + 1):
            status, leads_to = _ask(url, may_ask)
            if status not in LEADS_ON or not leads_to:
                return _verdict(status)
            url = urljoin(url, leads_to)
    except NotAsked as refusal:
        return Answer(False, str(refusal))
    except TimeoutError:
        return Answer(False, "No answer in time.")
    except ssl.SSLError:
        return Answer(False, "Its certificate is not valid.")
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(False, "Nothing answers at this address.")
    return Answer(False, f"It leads on more than {REDIRECTS} times.")


def _verdict(status: int) -> Answer:
    if status < 400 or status in NOT_FOR_PROGRAMS:
        return Answer(True)
    if status in GONE:
        return Answer(False, f"Nothing is there any more (answer {status}).")
    return Answer(False, f"The site has a fault (answer {status}).")


def _ask(url: str, may_ask: Callable[[str], bool]) -> tuple[int, str]:
    """The status, and where it leads: the head alone first, the page where that is refused."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAsked("It is no address of the web.")
    status, leads_to = _ask_by("HEAD", parts, may_ask)
    if status < 400:
        return status, leads_to
    return _ask_by("GET", parts, may_ask)


def _ask_by(method: str, parts: SplitResult, may_ask: Callable[[str], bool]) -> tuple[int, str]:
    path = quote(parts.path or "/", safe=KEPT)
    if parts.query:
        path += f"?{quote(parts.query, safe=KEPT)}"
    with closing(_connection(parts, may_ask)) as connection:
        connection.connect()
        # A timeout counts from byte to byte; somebody may send one every nine seconds for ever.
        cut = Timer(LONGEST, connection.sock.shutdown, [socket.SHUT_RDWR])
        cut.start()
        try:
            connection.request(method, path, headers=WHO_ASKS)
            response = connection.getresponse()
            return response.status, response.headers.get("Location", "")
        finally:
            cut.cancel()


def _connection(parts: SplitResult, may_ask: Callable[[str], bool]) -> http.client.HTTPConnection:
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or PORTS[parts.scheme]
    place = _place_of(host, port, may_ask)
    if parts.scheme == "https":
        return _Secured(host, port, place)
    return _Pinned(host, port, place)


def _place_of(host: str, port: int, may_ask: Callable[[str], bool]) -> str:
    """The numeric address to connect to; refused unless all that the name stands for are public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not all(may_ask(place) for place in places):
        raise NotAsked("It leads to a private network.")
    return places[0]


class _Pinned(http.client.HTTPConnection):
    """Connects to the place that was looked at, whatever its name means by then."""

    def __init__(self, host: str, port: int, place: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.place = place

    def connect(self) -> None:
        self.sock = socket.create_connection((self.place, self.port), TIMEOUT)


class _Secured(_Pinned):
    """The same over TLS; the certificate must be that of the name."""

    default_port = PORTS["https"]

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
