"""The network as it is: what comes is taken within limits, and every way it can fail is one sentence."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from consultant_desk import net
from consultant_desk.net import MOST_REDIRECTS, NetworkFailure, Patience
from tests import serving
from tests.serving import LocalServer

ROOT = Path(__file__).parents[1]
LIMIT = 1_000_000
HURRIED = Patience(connect=2, piece=0.3, whole=0.6)


def fetch(
    address: str, received=lambda done, total: None, *, limit: int = LIMIT, patience: Patience = HURRIED
) -> bytes:
    return net.fetch(address, limit=limit, received=received, patience=patience)


def failure(address: str, **named) -> str:
    """The sentence of a failure, which came without waiting for long."""
    began = monotonic()
    with pytest.raises(NetworkFailure) as told:
        fetch(address, **named)
    assert monotonic() - began < 4
    return told.value.sentence()


def test_what_lies_there_comes_whole(server: LocalServer) -> None:
    data = bytes(range(256)) * 2_000
    assert fetch(server.put("file", data)) == data


def test_exactly_the_limit_is_taken_and_one_byte_more_is_not(server: LocalServer) -> None:
    address = server.put("file", b"x" * 1_000)
    assert len(fetch(address, limit=1_000)) == 1_000
    assert "more than the 0.000999 MB" in failure(address, limit=999)


def test_the_server_learns_which_program_asks_and_nothing_of_the_person(server: LocalServer, home: Path) -> None:
    (home / ".netrc").write_text("machine 127.0.0.1 login mara password secret", encoding="utf-8")
    fetch(server.put("file", serving.whole(b"x", Set_Cookie="a=b")))
    fetch(server.address + "file")
    for _path, headers in server.asked:
        assert headers["User-Agent"].startswith("consultant-desk/")
        assert headers["Accept-Encoding"] == "identity"
        assert not {"Authorization", "Cookie", "Referer"} & set(headers)


@pytest.mark.parametrize(("status", "said"), [
    (404, "404 Not Found"),
    (500, "500 Internal Server Error"),
    (503, "503 Service Unavailable"),
    (204, "204 No Content"),
    (304, "304 Not Modified"),
    (799, "799"),
])  # fmt: skip
def test_another_answer_than_the_file_is_named(status: int, said: str, server: LocalServer) -> None:
    assert f"127.0.0.1 answered “{said}” instead of the file." in failure(
        server.put("file", serving.whole(b"", status))
    )


@pytest.mark.parametrize("answer", [serving.silent, serving.stalled])
def test_a_server_that_says_nothing_is_not_waited_for(answer: serving.Answer, server: LocalServer) -> None:
    assert "127.0.0.1 did not answer in time. Try again later." in failure(server.put("file", answer))


def test_a_server_that_sends_byte_by_byte_is_given_up_after_the_whole_time(server: LocalServer) -> None:
    assert "127.0.0.1 was too slow" in failure(server.put("file", serving.dripping))


def test_a_body_without_end_is_broken_off_at_the_limit(server: LocalServer) -> None:
    patient = Patience(whole=30)
    assert "sends more than the 1 MB such a file may have" in failure(
        server.put("file", serving.endless), patience=patient
    )


def test_a_length_beyond_the_limit_is_refused_before_anything_is_read(server: LocalServer) -> None:
    assert "sends more than the 1 MB" in failure(server.put("file", serving.broken_off(b"", 10**12)))


def test_an_answer_that_ends_too_early_is_not_taken_for_the_file(server: LocalServer) -> None:
    assert "127.0.0.1 broke off in the middle." in failure(server.put("file", serving.broken_off(b"Date,USD\n", 5)))


def test_what_is_no_http_is_refused(server: LocalServer) -> None:
    assert "broke off" in failure(server.put("file", lambda asked: asked.wfile.write(b"220 mail ready\r\n\r\n")))


def test_a_packed_answer_is_refused_as_it_could_unpack_to_anything(server: LocalServer) -> None:
    address = server.put("file", serving.whole(b"\x1f\x8b", Content_Encoding="gzip"))
    assert "in a form that was not asked for" in failure(address)


@pytest.mark.parametrize("location", ["/new/file", "file", "?now"])
def test_another_place_on_the_same_server_is_followed(location: str, server: LocalServer) -> None:
    address = server.put("new/start", serving.elsewhere(location, 301))
    server.put("new/file", b"here")
    server.put("new/start?now", b"here")
    assert fetch(address) == b"here"


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/secret",
        "http://127.0.0.1:1/secret",
        "https://127.0.0.1:{port}/secret",
        "//example.org/secret",
        "file:///etc/passwd",
        "ftp://127.0.0.1/secret",
        "http://127.0.0.1:port/",
    ],
)
def test_another_server_or_another_way_is_not_followed(location: str, server: LocalServer) -> None:
    address = server.put("file", serving.elsewhere(location.format(port=server.port)))
    assert "another place, which is not followed" in failure(address)
    assert [path for path, _ in server.asked] == ["/file"]


def test_a_request_that_is_sent_round_in_circles_ends(server: LocalServer) -> None:
    assert "from one place to the next" in failure(server.put("file", serving.elsewhere("/file")))
    assert len(server.asked) == MOST_REDIRECTS + 1


def test_nothing_that_listens_is_no_connection(server: LocalServer, no_network: set[tuple[str, int]]) -> None:
    with LocalServer() as gone:
        pass
    no_network.add(("127.0.0.1", gone.port))
    assert failure(gone.address) == (
        "127.0.0.1 cannot be reached. Look whether this computer is connected, and try again."
    )


def test_a_name_that_is_not_known_is_no_connection(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert failure("https://bank.example/file").startswith("bank.example cannot be reached.")


def test_a_name_that_nobody_looks_up_in_time_is_not_waited_for(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: released.wait(10) and [])
    assert failure("https://bank.example/file").startswith("bank.example was too slow")
    released.set()


def test_a_proxy_of_the_surroundings_is_used_and_named_where_it_fails(
    server: LocalServer, no_network: set[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalServer() as gone:
        pass
    no_network.add(("127.0.0.1", gone.port))
    monkeypatch.setenv("HTTPS_PROXY", f"http://mara:secret@127.0.0.1:{gone.port}")
    told = failure("https://bank.example/file")
    assert told.startswith("The proxy on the way to bank.example cannot be used.")
    assert "secret" not in told


@pytest.mark.parametrize("answer", [serving.silent, serving.stalled, serving.dripping])
def test_who_waits_stops_at_once_and_the_connection_ends(answer: serving.Answer, server: LocalServer) -> None:
    class Enough(Exception):
        pass

    def received(_done: int, _total: int) -> None:
        if server.asked:
            raise Enough

    began = monotonic()
    with pytest.raises(Enough):
        fetch(server.put("file", answer), received, patience=Patience(piece=1.5, whole=30))
    assert monotonic() - began < 1
    ended = [thread for thread in threading.enumerate() if thread.name == "network"]
    for thread in ended:
        thread.join(3)
        assert not thread.is_alive()


def test_how_far_it_is_is_told_while_it_comes(server: LocalServer) -> None:
    def answer(asked: serving.Asked) -> None:
        asked.head(Content_Length=200_000)
        asked.wfile.write(b"x" * 100_000)
        asked.wfile.flush()
        heard.wait(5)
        asked.wfile.write(b"x" * 100_000)

    heard = threading.Event()
    told = []

    def received(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            heard.set()

    assert len(fetch(server.put("file", answer), received, patience=Patience(whole=30))) == 200_000
    assert any(0 < done <= 100_000 for done, _ in told)
    assert {total for done, total in told if done} == {200_000}


@pytest.mark.parametrize(
    "address",
    [
        "http://bank.example/",
        "ftp://127.0.0.1/",
        "https://mara:secret@bank.example/",
        "file:///etc/passwd",
        "https:///a",
    ],
)
def test_an_address_that_is_not_safe_is_a_mistake_of_the_program(address: str) -> None:
    with pytest.raises(ValueError, match="not an address to fetch from"):
        fetch(address)


@pytest.fixture
def encrypted(tmp_path: Path, no_network: set[tuple[str, int]]) -> Iterator[tuple[LocalServer, Path]]:
    """A server with a certificate that nobody has reason to trust, and the file of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    builder = builder.not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    own = tmp_path / "own.pem"
    own.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    )
    with LocalServer(own) as made:
        no_network.add(("127.0.0.1", made.port))
        made.put("file", b"here")
        yield made, own


def test_a_certificate_nobody_vouches_for_ends_it(server: LocalServer, encrypted: tuple[LocalServer, Path]) -> None:
    assert "shows no certificate that can be trusted" in failure(encrypted[0].address + "file")
    assert encrypted[0].asked == []


def test_certificates_of_the_surroundings_are_trusted(
    server: LocalServer, encrypted: tuple[LocalServer, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(encrypted[1]))
    assert fetch(encrypted[0].address + "file") == b"here"


def test_certificates_that_are_not_there_are_named(
    server: LocalServer, encrypted: tuple[LocalServer, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/gone.pem")
    assert "The certificates to trust cannot be read." in failure(encrypted[0].address + "file")


def test_a_mistake_of_the_program_is_no_failure_of_the_network(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(net, "_status", None)
    with pytest.raises(TypeError):
        fetch(server.put("file", serving.whole(b"", 404)))


def test_a_start_does_not_load_what_asks_the_network() -> None:
    code = (
        "import sys\nimport consultant_desk.imports.ecb, consultant_desk.services.earnings.rates\n"
        "sys.exit(', '.join(sorted({'requests', 'urllib3', 'certifi'} & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_other_module_asks_the_network() -> None:
    """What import-linter cannot say: part of a package of the standard library is forbidden."""
    wanted = re.compile(r"^\s*(from|import) (urllib\.request|http\.client|urllib import request)\b", re.MULTILINE)
    files = [file for package in ("consultant_desk", "ui", "reports") for file in (ROOT / package).rglob("*.py")]
    assert [file for file in files if wanted.search(file.read_text("utf-8"))] == []
