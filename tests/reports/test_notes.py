from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotEvidence, SnapshotNote, SnapshotReason
from reports.addresses import is_address, linked
from reports.blocks import Items, Rule, Table, Text
from reports.notes import blocks, inline
from reports.rich import Span, text_of
from tests.reports.reading import flat, page_texts
from tests.reports.sample import sample_snapshot


@pytest.mark.parametrize(
    "text",
    ["client <Acme> Ltd", "R&D < 5 & > 3", "5 * 3 * 2", "snake_case_name", "<b>bold", "x</para><para>y", "&amp; stays",
     "2026. was a good year", "one\ntwo", "C:\\new\\table", "a | b", "<script>alert(1)</script>", "# is a hash"],
)  # fmt: skip
def test_what_is_no_markdown_comes_out_as_typed(text):
    assert text_of(inline(text)) == text


@pytest.mark.parametrize(
    "text", ["client <Acme> Ltd", "2026. was a good year", "R&D < 5 & > 3", "<b>x</b>", "a &amp; b"]
)
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
    assert text_of(inline("![a plan](https://a.example/x.png) **b**")) == "a plan b"


@given(st.text(max_size=300))
def test_nothing_breaks_the_reader(text):
    inline(text)
    blocks(text, "note")


@pytest.mark.parametrize(
    "text", ["*" * 50_000, "[" * 50_000, ">" * 50_000, "- " * 20_000, "`" * 50_000, "**a" * 20_000]
)
def test_a_hostile_text_takes_no_time(text):
    start = time.process_time()
    inline(text)
    blocks(text, "note")
    assert time.process_time() - start < 20  # what is quadratic takes minutes


def test_a_note_is_printed_in_its_section_and_a_reason_may_be_bold():
    note = SnapshotNote(Section.RANKING.value, "We would *wait*.\n\n- for the price list\n- for the tablets")
    reason = SnapshotReason("One **owner** per request.", "inbox")
    link = SnapshotEvidence("E1", "test", "Terms", source="https://vendor.example/a/very/long/path/of/terms?page=4")
    built = reports.build(sample_snapshot(notes=(note,), reasons=(reason,), evidence=(link,)))
    pages = [flat(page) for page in page_texts(built.pdf)]
    assert any(flat("We would wait.") in page and flat("for the price list") in page for page in pages)
    assert flat("One owner per request.") in pages[1]
    assert any(flat(link.source) in page for page in pages)
    assert b"https://vendor.example/a/very/long/path/of/terms?page=4" in built.pdf or built.pages
    assert built.missing_glyphs == ()
