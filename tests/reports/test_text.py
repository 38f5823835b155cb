from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.brand import Brand, ExtraFont
from consultant_desk.domain.report_options import PageSize
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotNeed, SnapshotReason, SnapshotRejected, SnapshotRisk
from reports.fonts import MISSING, FontBook
from reports.printed_text import PrintedText
from reports.rich import Span
from reports.text import TextDoor, clean
from reports.theme import Theme
from tests.effort import tried
from tests.reports.reading import all_text, flat, page_texts
from tests.reports.sample import sample_snapshot

SOURCES = sorted(Path(reports.__file__).parent.rglob("*.py"))
HYPHENS = re.compile("[-\u00ad\u2010\ufffe]")  # pdfium tells a hyphen at a line end in its own way


def small(**changes) -> ReportSnapshot:
    """A snapshot that is quick to build."""
    return sample_snapshot(needs=(), evidence=(), reasons=(), **changes)


def readable(text: str, missing: tuple[str, ...]) -> str:
    shown = "".join(MISSING if char in missing else char for char in clean(text))
    return HYPHENS.sub("", flat(shown))


def printed(snapshot: ReportSnapshot) -> tuple[str, tuple[str, ...]]:
    built = reports.build(snapshot)
    return HYPHENS.sub("", all_text(built.pdf)), built.missing_glyphs


@pytest.mark.parametrize(
    "text",
    [
        "client <Acme> Ltd",
        "<b>bold",
        "<b>" * 500,
        "x</para><para>y",
        "R&D < 5 & > 3",
        "AT&T; price<100 &amp; &lt;b&gt;",
        '<a href="javascript:alert(1)">click</a>',
        '<img src="/etc/passwd"/>',
        '<img src="http://127.0.0.1/x.png"/>',
        '<img src="data:image/png;base64,AAAA"/>',
        '<a href="#nowhere">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<font color="__import__(chr(111))" size="1000000000">x</font>',
        '<unichar code="65"/>',
        '<onDraw name="drawTOCEntryEnd" label="999,0,None"/>',
        "\"quoted\" and 'quoted' {curly} *stars* %s {0}",
        "Łódź, Αθήνα, Київ, İstanbul, Đà Nẵng",
        "line one\nline two\r\nline three",
    ],
)
def test_user_text_is_found_as_typed(text):
    words, missing = printed(small(rejected=(SnapshotRejected("Product", "", text),)))
    assert readable(text, missing) in words
    assert missing == ()


@pytest.mark.parametrize("text", ["smile 😀 end", "مرحبا بكم", "日本語の製品", "lone \ud800 surrogate"])
def test_what_no_face_holds_is_shown_as_a_box_and_reported(text):
    words, missing = printed(small(rejected=(SnapshotRejected("Product", "", text),)))
    assert missing
    assert readable(text, missing) in words


@tried(6)
@given(st.text(min_size=1, max_size=200))
@example("\x00\x08\x0b\x7f\x85\u200b\u202e\ufeff\ue000")
@example("e\u0301 a\u0308 \u1e9b\u0323")
def test_any_text_is_found_as_typed_or_reported(text):
    words, missing = printed(small(rejected=(SnapshotRejected("Product", "", text),)))
    assert readable(text, missing) in words
    for char in missing:
        assert char in clean(text)


PIECES = st.sampled_from(
    ["<", ">", "&", '"', "'", "&amp;", "日本語", "한국어", "مخابز", "السلام", "מאפיית", "😀",
     "👩\u200d🔬", "é", "e\u0301", "24",
     "(x)", "\x00", "\x0b", "\u202e", "\ud800", "R&D", "Ł", "α", "a_b", "5*3", "−", "\\", "\n"]
)  # fmt: skip


@tried(6)
@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join), st.sampled_from([None, "NotoSansArabic-subset"]))
def test_every_text_of_a_person_is_found_or_reported_wherever_it_stands(text, font):
    data = (Path(__file__).parent / "fonts" / f"{font}.ttf").read_bytes() if font else b""
    brand = Brand("B", extra_font=ExtraFont("x", data) if data else None)
    typed = {field: f"{field} {text}" for field in ("client", "quoted", "why", "reason", "risk")}
    built = reports.build(
        sample_snapshot(
            brand=brand, evidence=(), client=typed["client"],
            needs=(SnapshotNeed(typed["quoted"], "A", "b", "c", "d"),),
            rejected=(SnapshotRejected("P", "", typed["why"]),),
            reasons=(SnapshotReason(typed["reason"]),), risks=(SnapshotRisk(typed["risk"]),),
        )
    )  # fmt: skip
    shown = PrintedText("\n".join(page_texts(built.pdf)))
    fonts = FontBook("Inter")
    assert all(shown.holds(fonts, words) for words in typed.values())
    held = FontBook("Inter", brand.extra_font)
    held.runs(clean(text))
    assert set(held.missing) <= set(built.missing_glyphs)


def test_a_link_to_anything_but_an_address_never_comes_to_the_page():
    door = TextDoor(Theme(Brand("X"), PageSize.A4, FontBook("Inter")))
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x"):
        with pytest.raises(ValueError, match="neither"):
            door.set((Span("x", href=address),))


def test_text_that_was_cut_short_on_the_summary_stands_in_full_elsewhere():
    text = " ".join(f"word{number}" for number in range(400))
    words, _missing = printed(small(risks=(SnapshotRisk(text),)))
    assert flat(text) in words
    assert flat("The recommendation in full") in words


@pytest.mark.slow
def test_two_hundred_thousand_characters_without_a_space_are_printed_whole():
    built = reports.build(small(rejected=(SnapshotRejected("Product", "", "ж" * 200_000),)))
    assert all_text(built.pdf).count("ж") == 200_000
    assert built.shortened == ()


def test_fifty_thousand_nested_tags_are_text_like_any_other():
    text = "<b>" * 50_000 + "x" + "</b>" * 50_000
    built = reports.build(small(rejected=(SnapshotRejected("Product", "", text),)))
    shown = all_text(built.pdf)
    assert (shown.count("<"), shown.count(">")) == (100_000, 100_000)
    assert built.shortened == ()


def test_a_text_beyond_every_measure_is_cut_and_the_field_is_named():
    built = reports.build(small(rejected=(SnapshotRejected("Product", "", "ab " * 150_000),)))
    assert built.shortened == ("rejected, reason",)


def test_clean_keeps_line_ends_and_drops_what_cannot_be_seen():
    assert clean("a\x00b\tc\r\nd\u202ee") == "ab c\nde"
    assert clean("e\u0301") == "é"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


def test_nobody_but_the_text_door_makes_a_paragraph():
    for source in SOURCES:
        if source.name in {"text.py", "paragraph.py"}:
            continue
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            foreign = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab")
            names = {alias.name for alias in node.names} if foreign else set()
            assert not names & {"Paragraph", "XPreformatted", "Preformatted", "Table"}, source
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called != "Para", source


def test_nothing_in_reports_reads_pictures_by_name():
    for source in SOURCES:
        text = source.read_text("utf-8")
        assert "platypus.Image" not in text
        assert "drawInlineImage" not in text


def test_the_library_is_locked_down():
    from reportlab import rl_config

    from reports.lockdown import assert_locked

    assert_locked()
    assert rl_config.trustedHosts is None
    assert rl_config.trustedSchemes == []
    assert rl_config.toColorCanUse is None


def test_a_loosened_library_builds_nothing(monkeypatch):
    from reportlab import rl_config

    from consultant_desk.errors import EnvironmentFailure

    monkeypatch.setattr(rl_config, "trustedHosts", ["*"])
    with pytest.raises(EnvironmentFailure, match="trustedHosts"):
        reports.build(sample_snapshot())


def test_links_lead_to_printed_addresses_only():
    hostile = SnapshotReason(
        '<a href="https://evil.example">x</a> [y](javascript:alert(1)) <a href="file:///etc/passwd">z</a>', "inbox"
    )
    built = reports.build(sample_snapshot(reasons=(hostile,), brand=Brand("A <link href='x'/> B")))
    import io

    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        for page in document.pages:
            for annotation in page.obj.get("/Annots", ()):
                action = annotation.get("/A")
                assert action is None or str(action.URI) == "https://evil.example" or ".example/" in str(action.URI)
        assert "/OpenAction" not in document.Root
        assert "/JavaScript" not in document.Root.get("/Names", {})
