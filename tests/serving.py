"""A server on this machine that answers what a test tells it to, well or badly."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self, TypeAlias

Answer: TypeAlias = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request. `closing` ends what would go on for ever."""

    protocol_version = "HTTP/1.1"
    server: Any

    @property
    def closing(self) -> threading.Event:
        found: threading.Event = self.server.closing
        return found

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers.items())))
        with suppress(OSError):  # whoever asked has gone
            self.server.answers.get(self.path, whole(b"", 404))(self)

    def head(self, status: int = 200, **headers: object) -> None:
        self.send_response(status)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Write nothing."""


class LocalServer:
    """`answers` by path; `asked` holds the paths and headers that came."""

    def __init__(self, identity: Path | None = None) -> None:
        self._http: Any = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        self._http.daemon_threads = False  # closing joins them, and they end by `closing`
        self._http.block_on_close = True
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._http.answers, self._http.asked, self._http.closing = self.answers, self.asked, threading.Event()
        self.scheme = "http"
        if identity is not None:
            self.scheme = "https"
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(identity)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
            self._http.handle_error = lambda *_: None  # a handshake that is broken off is what is tested
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def address(self) -> str:
        """The address of the folder all paths are in, with its last slash."""
        return f"{self.scheme}://127.0.0.1:{self.port}/"

    def put(self, path: str, answer: Answer | bytes) -> str:
        """Answer with these bytes, or do as told; return the address."""
        self.answers[f"/{path}"] = answer if callable(answer) else whole(answer)
        return self.address + path


def whole(data: bytes, status: int = 200, **headers: object) -> Answer:
    """Answer with all of it."""

    def answer(asked: Asked) -> None:
        asked.head(status, Content_Length=len(data), **headers)
        asked.wfile.write(data)

    return answer


def broken_off(data: bytes, missing: int) -> Answer:
    """Promise more than comes."""

    def answer(asked: Asked) -> None:
        asked.head(Content_Length=len(data) + missing)
        asked.wfile.write(data)

    return answer


def silent(asked: Asked) -> None:
    """Say nothing until the test is over."""
    asked.closing.wait()


def stalled(asked: Asked) -> None:
    """Begin an answer, then say nothing until the test is over."""
    asked.head(Content_Length=1_000_000)
    asked.wfile.write(b"Date")
    asked.closing.wait()


def dripping(asked: Asked) -> None:
    """Send byte after byte, each in time."""
    asked.head()
    while not asked.closing.wait(0.02):
        asked.wfile.write(b"x")


def endless(asked: Asked) -> None:
    """Send as much as is taken, without saying how much that will be."""
    asked.head()
    while not asked.closing.is_set():
        asked.wfile.write(b"0" * 65_536)


def elsewhere(address: str, status: int = 302) -> Answer:
    """Send the request on."""
    return whole(b"", status, Location=address)
