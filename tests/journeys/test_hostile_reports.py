"""Files from strangers given to `verify`: words and exit code 1, in bounded time and memory, never a traceback."""

from __future__ import annotations

import io
import json
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

import reports
from consultant_desk.cli.main import main
from reports.worker import ReportWorker
from tests.reports.sample import sample_snapshot

EVALUATION = "evaluation.json"


@pytest.fixture(scope="module")
def sound() -> bytes:
    return reports.build(sample_snapshot()).pdf


@pytest.fixture(scope="module")
def worker() -> Iterator[ReportWorker]:
    one = ReportWorker()
    yield one
    one.close()


def saved(document: pikepdf.Pdf, **options) -> bytes:
    output = io.BytesIO()
    document.save(output, **options)
    return output.getvalue()


def with_attachment(pdf: bytes, name: str, data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.attachments[name]
        document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)
        return saved(document)


def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return saved(document, encryption=pikepdf.Encryption(owner="a", user="b"))


def encrypted_for_everyone(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return saved(document, encryption=pikepdf.Encryption(owner="a", user=""))


def one_page_many_times(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.Pages.Kids = pikepdf.Array([document.Root.Pages.Kids[0]] * 5000)
        return saved(document)


def pages_in_a_circle(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.Pages.Kids = pikepdf.Array([document.Root.Pages])
        return saved(document)


def attachment_bomb(pdf: bytes) -> bytes:
    return with_attachment(pdf, EVALUATION, b'{"a":"' + b"a" * 60_000_000 + b'"}')


def content_bomb(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        stream = pikepdf.Stream(document, zlib.compress(zlib.compress(b"\0" * 200_000_000, 9), 9))
        stream["/Filter"] = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        document.pages[0].Contents = document.make_indirect(stream)
        return saved(document, recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def endless_simulation(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        evaluation = json.loads(document.attachments[EVALUATION].get_file().read_bytes())
    evaluation.setdefault("options", {})["simulation"] = {"samples": 1_000_000}
    return with_attachment(pdf, EVALUATION, json.dumps(evaluation).encode())


def deep_nesting(pdf: bytes) -> bytes:
    return with_attachment(pdf, EVALUATION, b"[" * 100_000)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda pdf: b"", "cannot be read as a PDF"),
        (lambda pdf: pdf[: len(pdf) // 2], "cannot be read as a PDF"),
        (lambda pdf: b"%PDF-1.7\n" + random.Random(1).randbytes(50_000), "cannot be read as a PDF"),
        (lambda pdf: pdf + b"\n%" * 33_000_000, "larger than 64 MB"),
        (encrypted, "is encrypted"),
        (encrypted_for_everyone, "is encrypted"),
        (one_page_many_times, "more than 3000 pages"),
        (pages_in_a_circle, "cannot be read as a PDF"),
        (attachment_bomb, "more data than a report"),
        (content_bomb, "more data than a report"),
        (endless_simulation, "too large to be computed again"),
        (deep_nesting, "cannot be read"),
    ],
)
def test_a_hostile_file_gets_an_answer_in_words(
    change: Callable[[bytes], bytes], words: str, sound: bytes, worker: ReportWorker
) -> None:
    answer = worker.verify(change(sound))
    assert not answer.valid
    assert any(words in check.detail for check in answer.checks if check.ok is False)


def test_no_flipped_byte_goes_unnoticed(sound: bytes, worker: ReportWorker) -> None:
    source = random.Random(3)
    for _ in range(25):
        data = bytearray(sound)
        data[source.randrange(len(data))] ^= 1 << source.randrange(8)
        assert not worker.verify(bytes(data)).valid
    assert worker.verify(sound).valid


def test_the_command_answers_in_words_with_exit_code_1(
    sound: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(encrypted(sound))
    assert main(["verify", str(file)]) == 1
    captured = capsys.readouterr()
    assert "The file is encrypted." in captured.out
    assert captured.err == ""
