"""A report that was changed and sealed again, so that every digest fits: what no report has is still found."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

import reports
from consultant_desk.domain.report_options import ReportKind, ReportOptions
from reports.identity import sealed
from reports.verify import verify
from tests.reports.rich import rich_snapshot
from tests.reports.sample import sample_snapshot

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
RUNS, OVER, PARTS = "runs a script or a program", "note was laid over page", "parts that no report"
HIDDEN = "hides an attachment"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return reports.build(sample_snapshot()).pdf


def program(document: Pdf) -> Dictionary:
    return pikepdf.AttachedFileSpec(document, b"MZ", filename="x.exe").obj


def lay_over(document: Pdf, **note) -> None:
    page = document.pages[1].obj
    one = document.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 595, 842], F=4, **note))
    page.Annots = Array([*page.get("/Annots", ()), one])


def white_sheet(document: Pdf) -> None:
    sheet = document.make_stream(b"1 1 1 rg 0 0 595 842 re f")
    sheet.Type, sheet.Subtype, sheet.BBox = Name.XObject, Name.Form, [0, 0, 595, 842]
    lay_over(document, Subtype=Name.Stamp, AP=Dictionary(N=sheet))


def first_address(document: Pdf) -> Dictionary:
    return next(note.A for page in document.pages for note in page.obj.get("/Annots", ()) if "/A" in note)


def script_after_a_link(document: Pdf) -> None:
    first_address(document).Next = SCRIPT


def script_as_address(document: Pdf) -> None:
    first_address(document).URI = String("javascript:alert(1)")


def program_behind_a_bookmark(document: Pdf) -> None:
    bookmark = document.Root.Outlines.First.Next
    del bookmark["/Dest"]
    bookmark.A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def page_in_a_page(document: Pdf) -> None:
    form = document.make_stream(b"BT ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 10, 10]
    document.pages[0].obj.Resources.XObject = Dictionary(A=form)


def attached_under_another_name(document: Pdf) -> None:
    document.Root.Names.EmbeddedFiles.Names[1].UF = String("x.exe")


def two_files_under_one_name(document: Pdf) -> None:
    document.Root.Names.EmbeddedFiles.Names[1].EF.UF = document.make_stream(b"MZ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (white_sheet, OVER),
        (lambda document: lay_over(document, Subtype=Name.FileAttachment, FS=program(document)), OVER),
        (lambda document: lay_over(document, Subtype=Name.FreeText, Contents=String("Take Contoso.")), OVER),
        (lambda document: lay_over(document, Subtype=Name.Link, AP=Dictionary()), OVER),
        (script_after_a_link, RUNS),
        (script_as_address, RUNS),
        (program_behind_a_bookmark, RUNS),
        (page_in_a_page, "another page inside it"),
        (lambda document: document.Root.AF.append(program(document)), HIDDEN),
        (attached_under_another_name, HIDDEN),
        (two_files_under_one_name, HIDDEN),
        (lambda document: setattr(document.pages[0].obj, "AF", Array([program(document)])), PARTS),
        (lambda document: setattr(document.Root, "OCProperties", Dictionary(OCGs=[], D=Dictionary())), PARTS),
        (lambda document: setattr(document.Root.Names, "Renditions", Dictionary(Names=[])), PARTS),
    ],
)  # fmt: skip
def test_what_no_report_has_is_refused_though_the_file_was_sealed_again(pdf, change, words):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        output = io.BytesIO()
        document.save(output, deterministic_id=True, min_version="1.7")
    told = verify(sealed(output.getvalue()))
    assert not told.valid
    assert any(words in check.detail for check in told.checks if check.ok is False)


def test_a_note_of_a_client_leaves_the_other_checks_to_be_read(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        lay_over(document, Subtype=Name.Text, Contents=String("Why not Contoso?"))
        output = io.BytesIO()
        document.save(output)
    told = verify(output.getvalue())
    assert [check.name for check in told.checks if check.ok is False] == ["file"]
    assert told.of("file").detail == "A note was laid over page 2 after the report was written."


def test_bookmarks_in_a_circle_are_damage(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.Outlines.First.Next = document.Root.Outlines.First
        output = io.BytesIO()
        document.save(output, deterministic_id=True, min_version="1.7")
    assert verify(sealed(output.getvalue())).of("readable").detail == "The file cannot be read as a PDF."


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_report_of_any_kind_with_all_it_can_have_is_made_of_what_reports_are_made_of(kind):
    assert verify(reports.build(rich_snapshot(options=ReportOptions(kind=kind))).pdf).valid
