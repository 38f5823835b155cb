from __future__ import annotations

import io
import json
import zlib
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest

import reports
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Group,
    Levels,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.domain.report_options import PageSize, ReportOptions, Section
from consultant_desk.domain.snapshot import InterestKind, SnapshotInterest, SnapshotRejected, SnapshotRisk
from consultant_desk.errors import UserError
from reports.identity import is_sealed
from reports.preview import PagePictures
from reports.sections.registry import SECTIONS
from reports.verify import verify
from tests.reports.pdf_ua import faults_of
from tests.reports.reading import attached
from tests.reports.sample import sample_evidence, sample_needs, sample_problem, sample_snapshot

SECRET = "PLANTED-SECRET-7351"


def large() -> Problem:
    """Twelve candidates on thirty criteria, some scores unknown."""
    known = [(i, j) for i in range(12) for j in range(30) if (i + j) % 17]
    return Problem(
        title="Large",
        groups=tuple(Group(f"g{i}", f"Group {i}") for i in range(6)),
        criteria=tuple(
            Criterion(f"k{i}", f"Criterion {i} with a long name", Direction.MAX, Linear(0, 10), group=f"g{i % 6}")
            for i in range(30)
        ),
        weights=PointWeights("direct", tuple((f"k{i}", float(3 + i % 7)) for i in range(30))),
        candidates=tuple(Candidate(f"c{i}", f"Product {i}") for i in range(12)),
        cells=tuple(Cell(f"c{i}", f"k{j}", value=float((i * 7 + j * 3) % 11)) for i, j in known),
    )


def odd() -> Problem:
    """The sample with names that are hard to print: markup, other scripts, line ends, words wider than a column."""
    problem = sample_problem()
    names = (
        '<i>North</i>wind & "Desk"',
        "コントソ 😀 Flow",
        "Fabrikam\nOne",
        "T" * 90,
        "Donaudampfschifffahrtsgesellschaft",
    )
    candidates = tuple(replace(one, name=name) for one, name in zip(problem.candidates, names, strict=True))
    first, *rest = problem.criteria
    levels = Levels((("None 😶", 0.0), ("Good <65>", 65.0), ("Sehrausgezeichnetvorzüglichbestens " * 2, 100.0)))
    criteria = (replace(first, name="Shared <inbox> – " + "w" * 120, value=levels), *rest)
    cells = tuple(cell for cell in problem.cells if cell.criterion != "inbox")
    pairs = zip(candidates, ("None 😶", "Good <65>", levels.levels[2][0], "None 😶", None), strict=True)
    cells += tuple(Cell(one.id, "inbox", value=level) for one, level in pairs)
    return replace(problem, candidates=candidates, criteria=criteria, cells=cells)


def variations():
    problem = large()
    nobody = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    long = "A sentence that somebody wrote at length, with all its reasons and a few more. "
    rejected = tuple(SnapshotRejected(f"Product {i}", long, long * 9) for i in range(9))
    bare = {"needs": (), "evidence": (), "reasons": (), "risks": (), "steps": (), "conditions": (), "rejected": ()}
    yield "sample", sample_snapshot()
    yield "letter", sample_snapshot(options=ReportOptions(page_size=PageSize.LETTER))
    yield "large", sample_snapshot(problem=problem, result=evaluate(problem), interests=nobody, **bare)
    yield "long", sample_snapshot(risks=(SnapshotRisk(long * 40),), rejected=rejected, title=long * 9, client=long)
    yield "bare", sample_snapshot(**bare)
    yield "draft", sample_snapshot(issued=False, version=0)
    yield "odd names", sample_snapshot(problem=odd(), result=evaluate(odd()), client="<b>مرحبا</b> & 日本 😀\nLtd")


VARIATIONS = dict(variations())


@pytest.fixture(scope="module", params=VARIATIONS)
def varied(request):
    """Build each variation once for all that is asked of it; pytest runs these tests variation by variation."""
    return reports.build(VARIATIONS[request.param]).pdf


@pytest.fixture(scope="module")
def sample():
    """Build the sample once; nobody can change a built report."""
    return reports.build(sample_snapshot())


def test_no_text_leaves_the_frame_of_the_page(varied):
    document = pdfium.PdfDocument(varied)
    for number, page in enumerate(document):
        wide, high = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if text.get_text_bounded(left, bottom, right, top).strip() == "Draft":
                continue  # the mark of a draft runs over the page
            words = (number, text.get_text_bounded(left, bottom, right, top))
            assert 40 <= left <= right <= wide - 40, words
            assert 15 <= bottom <= top <= high - 15, words
    document.close()


def test_every_variation_is_tagged_and_valid(varied):
    assert faults_of(varied) == {}
    assert verify(varied).valid


def test_no_page_is_empty(varied):
    with PagePictures(varied) as pictures:
        for page in range(pictures.count):
            assert len(pictures.text(page)) > 150, page


def links_of(document: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Return the page a link stands on and the page it goes to, both from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    found = []
    for number, page in enumerate(document.pages, start=1):
        for link in page.obj.get("/Annots", ()):
            if "/A" in link:
                assert str(link.A.URI).startswith("https://")
                continue
            assert str(link.Dest[1]) == "/XYZ"
            found.append((number, numbers[link.Dest[0].objgen]))
    return found


def test_bookmarks_name_the_sections_and_keep_the_zoom(sample):
    with pikepdf.open(io.BytesIO(sample.pdf)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[:3] == ["Recommendation for Harbour Bakeries", "Executive summary", "Disclosure of interests"]
        for item in outline.root:
            assert str(item.destination[1]) == "/XYZ"
            assert item.destination[4] == 0


def test_contents_and_evidence_are_linked_there_and_back(sample):
    with PagePictures(sample.pdf) as pictures:
        appendix = next(page + 1 for page in range(pictures.count) if "pieces of evidence" in pictures.text(page))
    with pikepdf.open(io.BytesIO(sample.pdf)) as document:
        links = links_of(document)
    assert sum(source == 1 for source, _target in links) == len(
        set(SECTIONS) - {Section.MEMO, Section.COMPARISON, Section.CHANGES}
    )
    assert (2, appendix) in links
    assert (appendix, 2) in links


def test_fonts_are_embedded_and_can_be_searched(sample):
    with pikepdf.open(io.BytesIO(sample.pdf)) as document:
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "Helvetica" not in str(font.BaseFont)
            assert "/ToUnicode" in font


def test_the_file_is_an_archive_document_with_its_own_digest(sample):
    pdf = sample.pdf
    assert is_sealed(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        packet = document.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>3</pdfaid:part>" in packet
        profile = document.Root.OutputIntents[0].DestOutputProfile.read_bytes()
        assert profile[36:40] == b"acsp"
        assert len(profile) == int.from_bytes(profile[:4], "big")
        assert [str(one.AFRelationship) for one in document.Root.AF] == ["/Data"] * 4
        kinds = {str(one.UF): str(one.EF.F.Subtype) for one in document.Root.AF}
        assert kinds.pop("matrix.csv") == "/text/csv"
        assert set(kinds.values()) == {"/application/json"}
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo.Producer).startswith("Consultant Desk")
        assert set(document.docinfo.keys()) == {"/Title", "/Author", "/Producer", "/CreationDate", "/ModDate"}


@pytest.mark.slow
def test_a_report_of_a_hundred_and_thirty_pages_is_sealed_and_valid():
    needs = tuple(replace(need, progress=f"{need.progress} {turn}") for turn in range(70) for need in sample_needs())
    evidence = tuple(replace(one, id=f"{one.id}-{turn}") for turn in range(100) for one in sample_evidence())
    built = reports.build(sample_snapshot(needs=needs, evidence=evidence, reasons=()))
    assert built.pages > 130
    assert verify(built.pdf).valid


def everything_in(pdf: bytes) -> bytes:
    """All bytes of a file, its streams inflated."""
    parts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            parts.append(str(one.unparse() if hasattr(one, "unparse") else one).encode("utf-8", "replace"))
            if isinstance(one, pikepdf.Stream):
                try:
                    parts.append(one.read_bytes())
                except (pikepdf.PdfError, zlib.error):
                    parts.append(one.read_raw_bytes())
    return b"\n".join(parts)


def test_a_private_note_is_nowhere_in_the_file():
    problem = sample_problem()
    noted = replace(
        problem,
        groups=tuple(replace(one, note=SECRET) for one in problem.groups),
        criteria=tuple(replace(one, note=SECRET) for one in problem.criteria),
        candidates=tuple(replace(one, note=SECRET) for one in problem.candidates),
        cells=tuple(replace(one, note=SECRET) for one in problem.cells),
        stakeholders=tuple(replace(one, note=SECRET) for one in problem.stakeholders),
    )
    built = reports.build(sample_snapshot(problem=noted, result=evaluate(noted)))
    assert SECRET.encode() not in everything_in(built.pdf)
    assert verify(built.pdf).valid


def test_neither_user_nor_path_of_the_machine_is_in_the_file():
    import getpass
    from pathlib import Path

    everything = everything_in(reports.build(sample_snapshot()).pdf)
    assert str(Path(reports.__file__).parent).encode() not in everything
    assert f"/{getpass.getuser()}/".encode() not in everything


def test_the_attached_evaluation_is_the_one_that_was_printed(sample):
    data = json.loads(attached(sample.pdf)["evaluation.json"])
    assert data["format"] == "consultant-desk/evaluation"
    assert len(data["candidates"]) == 5


def test_pages_are_shown_as_pictures(sample):
    pdf = sample.pdf
    with PagePictures(pdf) as pictures:
        image = pictures.render(0, scale=0.5)
        assert (image.width, image.height) == (298, 421)
        assert len(image.rgb) == 3 * image.width * image.height
        middle = 3 * (image.width * 150 + 10)
        assert tuple(image.rgb[middle : middle + 3]) == (0x24, 0x40, 0x8E)


def test_what_is_no_pdf_cannot_be_shown():
    with pytest.raises(UserError, match="not a PDF"):
        PagePictures(b"no")
