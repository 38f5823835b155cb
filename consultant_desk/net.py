"""The network: the only module that opens a connection, and only for what a person asked for just now.

Every connection is encrypted and its certificate checked, goes where it was sent and nowhere else, carries no cookie
and no password, and ends after a time and a size that are known beforehand. Proxies and own certificates of the
surroundings (`HTTPS_PROXY`, `REQUESTS_CA_BUNDLE`) are used as everywhere else on the machine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from consultant_desk import __version__
from consultant_desk.errors import EnvironmentFailure

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

USER_AGENT = f"consultant-desk/{__version__}"
MOST_REDIRECTS = 3
CHUNK = 16_384
TICK = 0.1
"""Seconds between two looks at whether somebody wants to stop."""
LATER = "Try again later."
LOOK = "Look whether this computer is connected, and try again."
Received: TypeAlias = Callable[[int, int], None]
"""Called on the thread that waits, ten times a second, with the bytes that came and how many will (0: not said). What
it raises ends the waiting at once."""

log = logging.getLogger(__name__)


class NetworkFailure(EnvironmentFailure):
    """Something cannot be had from the network: not connected, too slow, refused, or not what was asked for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a connection, for the next piece of an answer, and for all of it."""

    connect: float = 5.0
    piece: float = 60.0
    whole: float = 180.0


def fetch(address: str, *, limit: int, received: Received, patience: Patience | None = None) -> bytes:
    """Return what lies at an `https` address, at most `limit` bytes of it; `NetworkFailure` says why it cannot be had.

    `http` is for this machine only. The answer is read on a thread of its own: asking for a name of the network or
    opening a connection cannot be broken off, waiting for them can.
    """
    if not _safe(urlsplit(address)):
        raise ValueError(f"not an address to fetch from: {address}")
    patience = patience or Patience()
    transfer = _Transfer(address, limit, patience)
    thread = Thread(target=transfer.run, name="network", daemon=True)  # a program that ends waits for no server
    end = monotonic() + patience.whole
    thread.start()
    try:
        while not transfer.ended.wait(TICK):
            received(transfer.received, transfer.expected)
            if monotonic() > end:
                raise NetworkFailure(f"{transfer.host} was too slow and is not waited for any longer.", hint=LATER)
    finally:
        transfer.stop()
    if transfer.error is not None:
        raise transfer.error
    return bytes(transfer.body)


class _Transfer:
    """One answer on its way. `error` says why it broke off, `ended` that nothing more will happen."""

    def __init__(self, address: str, limit: int, patience: Patience) -> None:
        self.ended = Event()
        self.error: BaseException | None = None
        self.body = bytearray()
        self.received = self.expected = 0
        self.host = urlsplit(address).hostname or ""
        self._address = address
        self._limit = limit
        self._patience = patience
        self._stopped = Event()
        self._response: Response | None = None

    def run(self) -> None:
        """Read the answer; whatever goes wrong is kept in `error`."""
        try:
            self._read()
        except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits for it
            log.info("nothing from %s: %s", self.host, type(error.__context__ or error).__name__)
            self.error = error
        finally:
            self.ended.set()

    def stop(self) -> None:
        """Let go of the answer, also while the thread waits for its next piece."""
        self._stopped.set()
        response = self._response
        if response is not None and not self.ended.is_set():
            with suppress(OSError, RuntimeError, ValueError, AttributeError):  # it ended just now
                response.raw.shutdown()

    def _read(self) -> None:
        import requests  # these take as long to load as half a start, and most starts never need them
        from urllib3.exceptions import HTTPError

        try:
            with requests.Session() as session:
                _prepare(session)
                self._follow(session, self._address)
        except requests.exceptions.SSLError:
            hint = "Perhaps the network asks you to log in first."
            raise self._failure("shows no certificate that can be trusted", hint) from None
        except requests.exceptions.ProxyError:
            hint = "Look at the proxy settings of this computer."
            raise NetworkFailure(f"The proxy on the way to {self.host} cannot be used.", hint=hint) from None
        except requests.exceptions.Timeout:
            raise self._failure("did not answer in time", LATER) from None
        except requests.exceptions.ChunkedEncodingError:
            raise self._failure("broke off in the middle", LATER) from None
        except requests.exceptions.ConnectionError as error:
            raise self._not_connected(error) from None
        except (requests.exceptions.RequestException, HTTPError):
            raise self._failure("gave an answer that cannot be understood", LATER) from None
        except OSError:
            hint = "Look at the variable REQUESTS_CA_BUNDLE."
            raise NetworkFailure("The certificates to trust cannot be read.", hint=hint) from None

    def _not_connected(self, error: Exception) -> NetworkFailure:
        """Tell apart what requests calls a failed connection: it wraps also a late piece and a line that is no HTTP."""
        from urllib3.exceptions import ProtocolError, ReadTimeoutError

        cause = error.args[0] if error.args else None
        if isinstance(cause, ReadTimeoutError):
            return self._failure("did not answer in time", LATER)
        if isinstance(cause, ProtocolError):
            return self._failure("broke off in the middle", LATER)
        return NetworkFailure(f"{self.host} cannot be reached.", hint=LOOK)

    def _follow(self, session: Session, address: str) -> None:
        """Read the answer at an address, or at the one on the same host that it names."""
        for _ in range(MOST_REDIRECTS + 1):
            patience = (self._patience.connect, self._patience.piece)
            with session.get(address, timeout=patience, stream=True, allow_redirects=False) as response:
                self._response = response
                if not response.is_redirect:
                    self._take(response)
                    return
                address = self._next(address, response.headers["location"])
            if self._stopped.is_set():
                return
        raise self._failure("sends the request from one place to the next", LATER)

    def _next(self, address: str, location: str) -> str:
        """Return where an answer leads, which must be the same server in the same way."""
        here, there = urlsplit(address), urlsplit(urljoin(address, location))
        with suppress(ValueError):  # a port that is no number
            if (there.scheme, there.hostname, there.port) == (here.scheme, here.hostname, here.port):
                return there.geturl()
        raise self._failure("sends the request on to another place, which is not followed", "")

    def _take(self, response: Response) -> None:
        if response.status_code != HTTPStatus.OK:
            raise self._failure(f"answered “{_status(response.status_code)}” instead of the file", LATER)
        if (
            response.headers.get("content-encoding", "identity") != "identity"
        ):  # packed small, it may unpack to anything
            raise self._failure("sent the file in a form that was not asked for", LATER)
        said = response.headers.get("content-length", "")
        self.expected = int(said) if said.isdecimal() and len(said) < len(str(2**63)) else 0
        if self.expected > self._limit:
            raise self._too_large()
        for piece in response.iter_content(CHUNK):
            if self._stopped.is_set():
                return
            self.body += piece
            self.received = len(self.body)
            if self.received > self._limit:
                raise self._too_large()

    def _too_large(self) -> NetworkFailure:
        return self._failure(f"sends more than the {self._limit / 1_000_000:g} MB such a file may have", LATER)

    def _failure(self, what: str, hint: str) -> NetworkFailure:
        return NetworkFailure(f"{self.host} {what}.", hint=hint)


def _prepare(session: Session) -> None:
    """Say who asks, want the bytes as they are and nothing afterwards, and send nobody's password."""
    session.headers.clear()
    session.headers.update(
        {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    )
    session.auth = _anonymous


def _anonymous(request: PreparedRequest) -> PreparedRequest:
    """Leave a request as it is: with no such function, what `.netrc` holds for the host would go along."""
    return request


def _safe(parts: SplitResult) -> bool:
    """Tell whether an address may be asked: encrypted, or on this machine; without a password in it."""
    if not parts.hostname or parts.username is not None or parts.password is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _on_this_machine(parts.hostname))


def _on_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _status(code: int) -> str:
    """Return the number and its meaning, never the words of the server."""
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)
