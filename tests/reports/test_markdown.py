"""A report as Markdown, rendered by another program: every word as it was typed, every link with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.report_options import ReportKind
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotRejected
from reports.composing import compose
from reports.fonts import FontBook
from reports.markdown import escaped, markdown_of, phrase
from reports.places import Places
from reports.rich import Rich, Span, text_of
from reports.text import clean
from reports.theme import Theme
from tests.effort import tried
from tests.reports.html_reading import Page
from tests.reports.sample import sample_snapshot
from tests.reports.test_html import HOSTILE, everywhere, of_kind

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARD = "*a* _b_ `c` [d](e) ![f](g) <h> &amp; | \\| \\ ~~i~~ # - + 1. > $j$ **\n\n    k\n---\n===\n# l\n| m |\n"


def flat(text: str) -> str:
    return "".join(text.split())


def rendered(markdown: str) -> Page:
    return Page(RENDERER.render(markdown).replace(" />", ">"))


def page(snapshot: ReportSnapshot | None = None) -> Page:
    return rendered(markdown_of(snapshot or sample_snapshot()).decode("utf-8"))


def places() -> Places:
    snapshot = sample_snapshot()
    theme = Theme(snapshot.brand, snapshot.options.page_size, FontBook("Inter"))
    return Places(compose(snapshot, theme, lambda *_: True))


PLACES = places()


@pytest.mark.parametrize("kind", ReportKind)
def test_the_same_report_gives_the_same_text(kind):
    assert markdown_of(of_kind(kind)) == markdown_of(of_kind(kind))


@pytest.mark.parametrize("snapshot", [*(of_kind(kind) for kind in ReportKind), everywhere(HOSTILE), everywhere(HARD)])
def test_every_link_has_its_place_and_every_place_its_own_name(snapshot):
    one = page(snapshot)
    names = [element.attributes["id"] for element in one.elements if "id" in element.attributes]
    assert len(set(names)) == len(names)
    links = {element.attributes["href"] for element in one.all("a") if "href" in element.attributes}
    assert {link[1:] for link in links if not link.startswith("https:")} <= set(names)
    assert {element.tag for element in one.elements} <= {
        "a", "blockquote", "br", "em", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "table", "tbody", "td",
        "th", "thead", "tr", "ul",
    }  # fmt: skip


def test_every_row_of_a_table_has_all_its_columns():
    lines = markdown_of(everywhere(HARD)).decode("utf-8").split("\n")
    tables: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("|"):
            tables[-1].append(line)
        elif tables[-1]:
            tables.append([])
    for table in tables[:-1]:
        one = rendered("\n".join(table))
        columns = len(one.all("th"))
        assert len(one.all("td")) == columns * (len(table) - 2)
        assert table[1].count("|") == columns + 1


@pytest.mark.parametrize("text", [HOSTILE, HARD])
def test_what_a_person_typed_is_shown_as_typed_wherever_it_stands(text):
    assert flat(page(everywhere(text)).text).count(flat(text)) > 60


@tried(6)
@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_[]()<>&|~#$!-+=.:;\"'1a \n"), st.characters()), max_size=60))
@example("1. one")
@example("1) one")
@example("- one\n+ two")
@example("# a #")
@example("a\\")
@example("&copy; &#35;")
@example("\u00a0\u00a0x\t\ty\x00")
def test_any_text_is_shown_as_typed(text):
    rejected, brand = (SnapshotRejected(f"Product {text}", "", text),), Brand("B", footer=text)
    bare = {"needs": (), "finalists": (), "coverage": (), "adoption": (), "evidence": (), "reasons": ()}
    one = page(sample_snapshot(rejected=rejected, brand=brand, **bare))
    assert flat(one.text).count(flat(clean(text))) >= 3


SPANS = st.builds(
    Span,
    st.text(alphabet="ab€ .,*_[]!\\“”", max_size=6),
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from(["", "", "s-matrix"]),
)


@tried(165)
@given(st.lists(SPANS, max_size=5))
@example([Span("a"), Span("“b”", bold=True), Span("c")])
@example([Span("a", bold=True), Span("b", italic=True), Span("c", bold=True)])
@example([Span("Look!"), Span("here", link="s-matrix")])
def test_bold_italic_and_links_are_read_as_such(spans: Sequence[Span]):
    rich: Rich = tuple(spans)
    one = rendered(f"x {phrase(rich, PLACES)} x")
    assert flat(one.text) == flat(f"x {text_of(rich)} x")
    for tag, wanted in (("strong", "bold"), ("em", "italic"), ("a", "link")):
        inside = "".join(re.findall(f"<{tag}[ >].*?</{tag}>", one.markup, re.DOTALL))
        meant = "".join(span.text for span in spans if getattr(span, wanted))
        assert flat(Page(inside).text) == flat(meant)


def test_an_address_outside_is_linked_if_it_is_harmless():
    one = rendered(
        phrase((Span("a", href="https://example.org/?q=<x> y&copy=1|2"), Span("b", href="javascript:x")), PLACES)
    )
    assert [element.attributes["href"] for element in one.all("a")] == ["https://example.org/?q=%3Cx%3E%20y&copy=1%7C2"]
    assert one.text.strip() == "ab"


def test_a_chart_is_told_in_words_with_its_notes():
    one = page()
    assert "Bar chart of scores: Northwind Desk 76.0; Contoso Flow 74.5" in one.text
    assert "Tailspin CRM: 49.0 to 55.0, 1 unknown" in one.text


def test_interests_are_disclosed_before_the_first_recommendation():
    for kind in ReportKind:
        text = page(of_kind(kind)).text
        assert text.index("Interests. Northwind Desk pays us") < text.index("Choose Northwind Desk")


def test_a_draft_is_marked():
    assert b"\n**Draft**\n" in markdown_of(sample_snapshot(issued=False, version=0))
    assert b"**Draft**" not in markdown_of(sample_snapshot())


def test_evidence_is_cited_by_number_and_names_the_sections_that_cite_it():
    text = markdown_of(sample_snapshot()).decode("utf-8").replace("\u00a0", " ")
    assert '<a id="use-1-1"></a>[\\[1\\]](#ev-1)' in text
    assert "[↩ Executive summary](#use-1-1), [↩ Matrix of scores](#use-1-2)" in text


def test_escaping_leaves_plain_words_alone():
    assert escaped("Northwind Desk costs €24,800 (about 5 %), says A. Brennan!") == (
        "Northwind Desk costs €24,800 (about 5 %), says A. Brennan\\!"
    )
