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


def many_attachments(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        spec = document.Root.Names.EmbeddedFiles.Names[1]
        names = [one for number in range(10_000) for one in (pikepdf.String(f"{number:05}.txt"), spec)]
        document.Root.Names.EmbeddedFiles.Names.extend(names)
        return saved(document)


def attachments_in_a_tree(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        leaf = document.make_indirect(document.Root.Names.EmbeddedFiles)
        document.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Kids=[leaf] * 200)
        return saved(document)


def foreign(change: Callable[[pikepdf.Pdf], None], **options) -> Callable[[bytes], bytes]:
    """Return what makes a file of another program, with this in it."""

    def made(_pdf: bytes) -> bytes:
        document = pikepdf.new()
        document.add_blank_page()
        change(document)
        return saved(document, **options)

    return made


def many_files(document: pikepdf.Pdf) -> None:
    for number in range(300):
        name = f"{number}.txt"
        document.attachments[name] = pikepdf.AttachedFileSpec(document, b"x", filename=name)


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def script_when_opened(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.OpenAction = SCRIPT
        return saved(document)


def script_by_name(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.Names.JavaScript = pikepdf.Dictionary(Names=[pikepdf.String("x"), SCRIPT])
        return saved(document)


def script_behind_a_link(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        note = next(one for page in document.pages for one in page.obj.get("/Annots", ()))
        note.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
        return saved(document)


def form_of_nothing(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[1, pikepdf.Name.X], SigFlags=3)
        return saved(document)


def signature_of_nothing(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, Contents=pikepdf.String("zz"), ByteRange=[0, 9, 10**12, -7], Filter=pikepdf.Name.X
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("S"), V=document.make_indirect(value))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)], SigFlags=3)
        return saved(document)


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
        (many_attachments, "carries other attachments than a report does"),
        (attachments_in_a_tree, "carries other attachments than a report does"),
        (script_when_opened, "runs a script or a program"),
        (script_by_name, "runs a script or a program"),
        (script_behind_a_link, "runs a script or a program"),
        (form_of_nothing, "no signature that can be read"),
        (signature_of_nothing, "no signature that can be read"),
        (foreign(many_files), "carries other attachments than a report does"),
        (foreign(lambda document: setattr(document.Root, "OpenAction", SCRIPT)), "not a report of this program"),
        (foreign(lambda document: None, encryption=pikepdf.Encryption(owner="a", user="b")), "a password is needed"),
        (foreign(lambda document: None, encryption=pikepdf.Encryption(owner="a", user="b", R=4)), "is encrypted"),
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
    assert "The file is encrypted; a password is needed to check it." in captured.out
    assert captured.err == ""
