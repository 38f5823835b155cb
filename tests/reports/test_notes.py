from __future__ import annotations

import io
import time

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotEvidence, SnapshotNote, SnapshotReason
from reports.addresses import is_address, linked
from reports.blocks import Items, Rule, Table, Text
from reports.html.page import html_of
from reports.markdown import markdown_of
from reports.notes import blocks, inline
from reports.rich import Span, text_of
from reports.verify import verify
from tests.reports.reading import flat, page_texts
from tests.reports.sample import sample_snapshot


@pytest.mark.parametrize(
    "text",
    ["client <Acme> Ltd", "R&D < 5 & > 3", "5 * 3 * 2", "snake_case_name", "<b>bold", "x</para><para>y", "&amp; stays",
     "2026. was a good year", "one\ntwo", "C:\\new\\table", "a | b", "<script>alert(1)</script>", "# is a hash",
     "5*3*2", "2**3**4", "a*b*c", "\\\\server\\share",
     "C:\\data\\_old\\*.csv", "array[0](x)", "[terms](docs/terms.html)",
     "https://a.example/_x_/*y*", "see (https://a.example/Foo_(bar))", "+ 3 points", "- 3 °C"],
)  # fmt: skip
def test_what_is_no_markdown_comes_out_as_typed(text):
    assert text_of(inline(text)) == text


@pytest.mark.parametrize(
    "text",
    ["client <Acme> Ltd", "2026. was a good year", "R&D < 5 & > 3", "<b>x</b>", "a &amp; b", "+ 3 points",
     "- 5 °C outside", "Regards\n--", "We lost\n=", "[note]: done", "[1]: https://a.example/unused",
     "> " * 20 + "deep", "- " * 20 + "deep",
     "| a | b |\n|---|---|", "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
     "|a" * 13 + "|\n" + "|-" * 13 + "|\n" + "|1" * 13 + "|",
     "|a|b|\n|-|-|\n" + "\n".join(["|1|2|"] * 2_600)],
)  # fmt: skip
def test_what_is_no_markdown_is_one_paragraph(text):
    (block,) = blocks(text, "note")
    assert isinstance(block, Text)
    assert text_of(block.rich) == text


def test_bold_italic_and_links_are_read():
    assert inline("**Wait** for *them*, see [the list](https://a.example/x?y=1).") == (
        Span("Wait", bold=True), Span(" for "), Span("them", italic=True), Span(", see "),
        Span("the list", href="https://a.example/x?y=1"), Span("."),
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host", "ftp://a.b", "https://", "#top"],
)
def test_no_other_link_leads_anywhere(address):
    assert not is_address(address)
    assert all(not span.href for span in inline(f"[click]({address}) **x**"))


def test_a_link_may_be_defined_apart_from_where_it_is_used():
    (block,) = blocks("see [the list][1].\n\n[1]: https://a.example/list", "note")
    assert isinstance(block, Text)
    assert block.rich == (Span("see "), Span("the list", href="https://a.example/list"), Span("."))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(https://a.example/Foo_(bar)).", "https://a.example/Foo_(bar)"),
        ("**https://a.example/x**", "https://a.example/x"),
        ("[https://a.example/x]", "https://a.example/x"),
        ("https://a.example/_x_/y?z[]=1", "https://a.example/_x_/y?z[]=1"),
    ],
)
def test_an_address_keeps_what_is_part_of_it(text, address):
    assert [span.href for span in linked(text) if span.href] == [address]
    assert [(span.text, span.href) for span in inline(text) if span.href] == [(address, address)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("3. a\n5. b", ["3.", "5."]),
        ("0. a\n1. b", ["0.", "1."]),
        ("1. a\n1. b\n1. c", ["1.", "2.", "3."]),
        ("1) a\n2) b", ["1)", "2)"]),
    ],
)
def test_a_list_keeps_the_numbers_that_were_typed(text, labels):
    (block,) = blocks(text, "note")
    assert isinstance(block, Items)
    assert [text_of(item.label) for item in block.items] == labels


def test_an_address_in_plain_text_becomes_a_link_without_its_full_stop():
    rich = linked("see https://a.example/terms, and mailto:x@a.example.")
    assert [span.href for span in rich if span.href] == ["https://a.example/terms", "mailto:x@a.example"]
    assert text_of(rich) == "see https://a.example/terms, and mailto:x@a.example."


def test_lists_tables_and_headings_become_blocks():
    found = blocks("# Plan\n\n- one\n- two\n  1. deep\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n---\n\n> said", "note")
    assert [type(one) for one in found] == [Text, Items, Table, Rule, Text]
    items = found[1]
    assert isinstance(items, Items)
    assert [type(one) for one in items.items[1].body] == [Text, Items]
    table = found[2]
    assert isinstance(table, Table)
    assert [text_of(cell.content[0].rich) for cell in table.rows[0].cells] == ["1", "2"]


def test_pictures_are_never_loaded():
    assert text_of(inline("![a plan](plans/ground floor.png)")) == "![a plan](plans/ground floor.png)"
    assert text_of(inline("![a plan](plan.png)")) == "a plan"
    assert text_of(inline("![a plan](https://a.example/x.png) **b**")) == "a plan b"


@given(st.text(max_size=300))
def test_nothing_breaks_the_reader(text):
    inline(text)
    blocks(text, "note")


@pytest.mark.parametrize(
    "text",
    [
        "*" * 20_000,
        "[" * 20_000,
        ">" * 20_000,
        "- " * 10_000,
        "`" * 20_000,
        "**a" * 10_000,
        "\\" * 20_000,
        "[](" * 10_000 + "](https://a.b)" * 10_000,
        "https://a.example/" + "(" * 20_000,
        "![" * 10_000,
    ],
)
def test_a_hostile_text_takes_no_time(text):
    start = time.process_time()
    inline(text)
    blocks(text, "note")
    assert time.process_time() - start < 8  # what is quadratic takes many times that


def test_a_note_is_printed_in_its_section_and_a_reason_may_be_bold():
    note = SnapshotNote(Section.RANKING.value, "We would *wait*.\n\n- for the price list\n- for the tablets")
    reason = SnapshotReason("One **owner** per request.", "inbox")
    link = SnapshotEvidence("E1", "test", "Terms", source="https://vendor.example/a/very/long/path/of/terms?page=4")
    built = reports.build(sample_snapshot(notes=(note,), reasons=(reason,), evidence=(link,)))
    pages = [flat(page) for page in page_texts(built.pdf)]
    assert any(flat("We would wait.") in page and flat("for the price list") in page for page in pages)
    assert flat("One owner per request.") in pages[1]
    assert any(flat(link.source) in page for page in pages)
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        links = [one for page in document.pages for one in page.obj.get("/Annots", ()) if "/URI" in one.get("/A", {})]
        assert {(str(one.A.URI), str(one.Contents)) for one in links} == {(link.source, link.source)}
    assert built.missing_glyphs == ()


@pytest.mark.parametrize(
    ("section", "nothing"),
    [
        (Section.ADOPTION, {"adoption": ()}),
        (Section.REJECTED, {"rejected": ()}),
        (Section.CHANGES, {"versions": ()}),
        (Section.RISKS, {"risks": ()}),
    ],
)
def test_a_note_is_printed_where_its_section_has_nothing_else_to_say(section, nothing):
    note = (SnapshotNote(section.value, "We talk about this in spring."),)
    snapshot = sample_snapshot(notes=note, consultant="Mara Lindqvist", **nothing)
    built = reports.build(snapshot)
    assert flat("We talk about this in spring.") in flat("".join(page_texts(built.pdf)))
    for text in (html_of(snapshot).decode("utf-8"), markdown_of(snapshot).decode("utf-8")):
        assert "We talk about this in spring." in text
    assert verify(built.pdf).valid


WIDE = """| Shop | Mails | Cost | System |
|---|:-:|--:|---|
| Quay Street | 41 | 1,234.50 | Vorgangsbearbeitungssystem |
"""


def test_the_columns_of_a_table_stand_as_they_were_typed_and_have_room_for_their_longest_words():
    (table,) = blocks(WIDE, "x")
    assert isinstance(table, Table)
    styles = [[block.style for cell in row.cells for block in cell.content] for row in (table.header, *table.rows)]
    assert styles == [["head", "head_centre", "head_right", "head"], ["cell", "number_centre", "number", "cell"]]
    assert sum(table.shares) == pytest.approx(1)
    assert table.shares[3] > 2 * table.shares[0] > 2 * table.shares[1]


def test_typed_lines_keep_their_indent():
    text, *_rest = blocks("```\nfirst\n    second\n```", "x")
    assert text_of(text.rich) == "first\n\u00a0\u00a0\u00a0\u00a0second"
