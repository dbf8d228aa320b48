"""A small server of our own plays the web; that it is private is what the rule must find out."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core import outside
from core.outside import Answer, answer_of, is_public


def anywhere(place):
    return True


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.asked.append(f"{self.command} {self.path}")
        name, _, rest = self.path.strip("/").partition("/")
        status = int(name) if name.isdigit() else 200
        leads_to = ""
        if name == "no-head":
            status = 405 if self.command == "HEAD" else 200
        elif name == "only-get-is-gone":
            status = 501 if self.command == "HEAD" else 404
        elif name == "on":
            status, leads_to = 302, f"/on/{int(rest) - 1}" if rest != "0" else "/there"
        elif name == "inside":
            status, leads_to = 301, "http://10.0.0.1/"
        elif name == "file":
            status, leads_to = 301, "file:///etc/passwd"
        self.send_response(status)
        if leads_to:
            self.send_header("Location", leads_to)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site():
    with serving() as server:
        yield server


def at(server, path):
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  a place to refuse, nothing is bound
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_only_the_public_internet_is_public(place, public):
    assert is_public(place) == public


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost:5432/", "http://[::1]/", "http://2130706433/"]
)
def test_private_places_are_refused_before_anything_is_sent(url):
    assert answer_of(url) == Answer(False, "It leads to a private network.")


def test_a_private_server_is_never_asked(site):
    assert not answer_of(at(site, "/")).opens
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "https://", ""]
)
def test_what_is_no_address_of_the_web_is_not_asked(url):
    assert answer_of(url) == Answer(False, "It is no address of the web.")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/", ["HEAD /"]),
        ("/no-head", ["HEAD /no-head", "GET /no-head"]),
        ("/403", ["HEAD /403", "GET /403"]),
        ("/on/1", ["HEAD /on/1", "HEAD /on/0", "HEAD /there"]),
    ],
)
def test_what_opens(site, path, asked):
    assert answer_of(at(site, path), may_ask=anywhere) == Answer(True)
    assert site.asked == asked


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/404", "Nothing is there any more (answer 404)."),
        ("/only-get-is-gone", "Nothing is there any more (answer 404)."),
        ("/503", "The site has a fault (answer 503)."),
        ("/on/9", "It leads on more than 5 times."),
        ("/file", "It is no address of the web."),
    ],
)
def test_what_does_not_open_is_said(site, path, fault):
    assert answer_of(at(site, path), may_ask=anywhere) == Answer(False, fault)


def test_a_redirect_into_a_private_network_is_refused(site):
    def only_the_first(place):
        return place == "127.0.0.1"

    answer = answer_of(at(site, "/inside"), may_ask=only_the_first)

    assert answer == Answer(False, "It leads to a private network.")
    assert site.asked == ["HEAD /inside"]


def test_letters_that_no_address_has_are_written_with_percent(site):
    answer_of(at(site, "/a b/ü?q=x y"), may_ask=anywhere)

    assert site.asked == ["HEAD /a%20b/%C3%BC?q=x%20y"]


def test_nobody_listening_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"

    assert answer_of(url, may_ask=anywhere).fault == "Nothing answers at this address."


@pytest.mark.parametrize("url", ["http://a..b/", "http://[half/", "http://a.example:99999/"])
def test_broken_addresses_are_said_and_raise_nothing(url):
    assert not answer_of(url, may_ask=anywhere).opens


def test_who_answers_too_slowly_is_left(monkeypatch):
    monkeypatch.setattr(outside, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        assert answer_of(url, may_ask=anywhere) == Answer(False, "No answer in time.")


def test_who_sends_a_byte_now_and_then_is_cut_off(monkeypatch):
    monkeypatch.setattr(outside, "LONGEST", 0.5)
    with socket.socket() as slow:
        slow.bind(("127.0.0.1", 0))
        slow.listen()

        def drip():
            peer, _ = slow.accept()
            with peer:
                try:
                    for letter in b"HTTP/1.1 200 OK\r\n" * 20:
                        peer.send(bytes([letter]))
                        threading.Event().wait(0.1)
                except OSError:
                    pass

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{slow.getsockname()[1]}/"

        assert not answer_of(url, may_ask=anywhere).opens
        thread.join()
