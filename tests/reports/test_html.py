"""A report as one page of HTML: what it says, what it must not hold, and that nothing a person typed is lost."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import example, given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.brand import Brand, CoverStyle, ExtraFont, Logo
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.report_options import KINDS, PageSize, ReportKind, ReportOptions, Section
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotReason, SnapshotRejected, SnapshotRisk, SnapshotStep
from consultant_desk.errors import UserError
from reports.composing import compose
from reports.fonts import FontBook
from reports.html.page import html_of
from reports.html.writer import Writer
from reports.places import Places
from reports.report_format import EVALUATION, MATRIX
from reports.rich import Span
from reports.text import clean
from reports.theme import Theme
from reports.words import words_for
from reports.words.language import TAGS
from tests.effort import tried
from tests.reports.html_reading import Element, Page
from tests.reports.reading import attached
from tests.reports.sample import sample_evidence, sample_interests, sample_problem, sample_snapshot
from tests.reports.test_pages import SECRET, large, odd

ROOM = 200_000
HOSTILE = "</style></script><script>alert('1')</script> <b>R&D</b> \"q\" &amp; <!-- ]]> {x} \\ `t` é"


def of_kind(kind: ReportKind, **changes) -> ReportSnapshot:
    return sample_snapshot(options=ReportOptions(KINDS[kind].sections, kind=kind), **changes)


def page(snapshot: ReportSnapshot | None = None) -> Page:
    return Page(html_of(snapshot or sample_snapshot()).decode("utf-8"))


def flat(text: str) -> str:
    return "".join(text.split())


def everywhere(text: str) -> ReportSnapshot:
    """The sample with a text in every field that a person fills in."""
    problem = sample_problem()
    candidates = tuple(replace(one, name=f"{place} {text}") for place, one in enumerate(problem.candidates))
    criteria = tuple(replace(one, name=f"{place} {text}") for place, one in enumerate(problem.criteria))
    brand = Brand(text, contact_line=text, legal_footer=text, header=text, footer=text)
    return sample_snapshot(
        title=text,
        client=text,
        client_place=text,
        prepared_for=text,
        consultant=text,
        evaluation_title=text + "!",
        question=text,
        problem=replace(problem, candidates=candidates, criteria=criteria),
        brand=brand,
        options=ReportOptions(marking=text),
        reasons=(SnapshotReason(text, "inbox", ("E1",)),),
        risks=(SnapshotRisk(text, text),),
        conditions=(text,),
        steps=(SnapshotStep(text, "2026-11-24"),),
        interests=tuple(replace(one, basis=text, who_pays=text) for one in sample_interests()),
        evidence=tuple(replace(one, title=text, source=text, quote=text) for one in sample_evidence()),
        rejected=(SnapshotRejected(text, text, text, text),),
        long_list=(text,),
    )


@pytest.mark.parametrize("kind", ReportKind)
def test_the_summary_prints_the_figures_of_the_pdf(kind):
    snapshot = of_kind(kind)
    first = 2 if kind is ReportKind.RECOMMENDATION else 1
    on_paper = [(one.printed, one.path) for one in reports.build(snapshot).figures if one.page == first]
    anchor = "s-memo" if kind is ReportKind.MEMO else "s-summary"
    assert sorted(page(snapshot).part(anchor).figures) == sorted(on_paper)
    assert len(on_paper) > 10


@pytest.mark.parametrize("kind", ReportKind)
def test_a_page_is_small_and_the_same_each_time(kind):
    first, second = html_of(of_kind(kind)), html_of(of_kind(kind))
    assert first == second
    assert len(first) < ROOM


@pytest.mark.parametrize("snapshot", [*(of_kind(kind) for kind in ReportKind), everywhere(HOSTILE)])
def test_a_page_runs_nothing_and_asks_for_nothing(snapshot):
    one = page(snapshot)
    policy = one.all("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
    for element in one.elements:
        assert element.tag not in {"script", "iframe", "object", "embed", "link", "form", "base", "image", "use", "b"}
        assert not any(name.startswith("on") for name in element.attributes)
        assert "src" not in element.attributes or element.attributes["src"].startswith("data:image/png;base64,")
        assert re.match(r"#|data:(application/json|text/csv);base64,|https?:|$", element.attributes.get("href", ""))
        outside = element.attributes.get("href", "").startswith("http")
        assert element.attributes.get("rel", "") == ("noopener noreferrer" if outside else "")
    assert set(re.findall(r"url\(\"?([a-z]*:?)", one.style)) == {"data:"}
    assert "@import" not in one.style
    assert "</" not in one.style


@pytest.mark.parametrize("snapshot", [*(of_kind(kind) for kind in ReportKind), everywhere(HOSTILE)])
def test_every_link_has_its_place_and_every_place_its_own_name(snapshot):
    one = page(snapshot)
    names = [element.attributes["id"] for element in one.elements if "id" in element.attributes]
    assert len(set(names)) == len(names)
    targets = [element.attributes["href"][1:] for element in one.all("a") if element.attributes["href"].startswith("#")]
    labels = [e.attributes["aria-labelledby"] for e in one.elements if "aria-labelledby" in e.attributes]
    assert set(targets) | set(labels) <= set(names)


def test_evidence_and_the_places_that_cite_it_link_to_each_other():
    one = page()
    cites = {
        e.attributes["id"]: e.attributes["href"] for e in one.all("a") if e.attributes.get("id", "").startswith("use-")
    }
    back = {e.attributes["href"][1:]: e for e in one.all("a") if e.attributes["href"].startswith("#use-")}
    assert cites.keys() == back.keys()
    assert cites["use-1-1"] == "#ev-1"
    assert "↩ Executive summary, ↩ Matrix of scores" in one.text.replace("\u00a0", " ")
    assert all(
        e.attributes["aria-label"].split(" ")[-1].isdigit() for e in back.values() if "aria-label" in e.attributes
    )


@pytest.mark.parametrize("kind", ReportKind)
def test_a_page_has_landmarks_headings_in_order_and_tables_that_are_read_out(kind):
    one = page(of_kind(kind))
    assert one.elements[0].attributes == {"lang": "en-GB"}
    assert [len(one.all(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert len(one.all("nav")) == (kind is ReportKind.RECOMMENDATION)
    assert one.all("a")[0].attributes == {"class": "skip", "href": "#main"}
    levels = [int(element.tag[1]) for element in one.elements if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in one.all("table"):
        captioned, headed = _named(one, table)
        assert (captioned or headed) != (table.attributes.get("role") == "presentation")
    for head in one.all("th"):
        assert head.attributes["scope"] in {"col", "row"}
    for region in one.all("div", role="region"):
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["aria-labelledby"]
    for chart in one.all("svg"):
        assert chart.attributes["role"] == "img"
    exhibits = re.findall(r"Exhibit (\d+)\.", one.text)
    assert exhibits == [str(number) for number in range(1, len(exhibits) + 1)]


def _named(one: Page, table: Element) -> tuple[bool, bool]:
    """Tell whether a table has a caption, and a row of headers."""
    inside = one.elements[one.elements.index(table) + 1 :]
    until = next((place for place, element in enumerate(inside) if element.tag == "table"), len(inside))
    tags = {element.tag for element in inside[:until]}
    return "caption" in tags, "thead" in tags


@pytest.mark.parametrize("language", TAGS)
def test_a_page_speaks_the_language_of_its_report(language):
    one = page(sample_snapshot(options=ReportOptions(language=language)))
    texts = words_for(language)
    assert one.elements[0].attributes == {"lang": texts.language}
    assert {texts.plain("page.skip"), texts.plain("page.pdf"), texts.plain("cover.contents")} <= set(one.lines())
    assert one.all("html")[0].attributes["lang"].startswith(language)


@pytest.mark.parametrize("kind", ReportKind)
def test_interests_are_disclosed_before_the_first_recommendation(kind):
    one = page(of_kind(kind))
    assert one.text.index("Interests. Northwind Desk pays us") < one.text.index("Choose Northwind Desk")


def test_an_issued_report_without_its_disclosure_is_refused():
    with pytest.raises(UserError, match="interests are not disclosed"):
        html_of(sample_snapshot(interests=sample_interests()[1:]))


def test_a_draft_is_marked_and_an_issued_report_is_not():
    draft = html_of(sample_snapshot(issued=False, version=0)).decode("utf-8")
    assert '<div class="watermark" aria-hidden="true">Draft</div>' in draft
    assert 'class="watermark"' not in html_of(sample_snapshot()).decode("utf-8")


@pytest.mark.parametrize("left_out", [one for one in Section if one not in {Section.COMPARISON, Section.MEMO}])
def test_each_section_can_be_left_out(left_out):
    chosen = tuple(one for one in KINDS[ReportKind.RECOMMENDATION].sections if one is not left_out)
    one = page(sample_snapshot(options=ReportOptions(chosen)))
    sections = {element.attributes["id"] for element in one.all("section")}
    assert (f"s-{left_out.value}" in sections) == (left_out is Section.DISCLOSURE)
    linked = {element.attributes["href"][1:] for element in one.all("a") if "nav" in element.within}
    assert linked == sections


@pytest.mark.parametrize("problem", [large(), odd()])
def test_names_that_are_hard_to_print_are_all_there(problem):
    interests = () if problem.title == "Large" else sample_interests()
    one = page(sample_snapshot(problem=problem, result=evaluate(problem), interests=interests, issued=False))
    for named in (*problem.candidates, *problem.criteria):
        assert flat(clean(named.name)) in flat(one.text)


def test_what_a_person_typed_is_shown_as_typed_wherever_it_stands():
    one = page(everywhere(HOSTILE))
    assert flat(one.text).count(flat(HOSTILE)) > 60
    assert unescape(re.findall("<title>(.*?)</title>", one.markup)[0]) == HOSTILE


@tried(6)
@given(st.text(min_size=1, max_size=120))
@example("\x00\x08\x0b\x7f\x85\u200b\u202e\ufeff\ue000")
@example("e\u0301 &lt;b&gt; \ud800 😀 日本")
def test_any_text_is_shown_as_typed(text):
    rejected = (SnapshotRejected(f"Product {text}", "", text),)
    one = page(sample_snapshot(rejected=rejected, needs=(), finalists=(), coverage=(), adoption=()))
    assert flat(one.part("s-rejected").text).count(flat(clean(text))) >= 2


def test_the_faces_hold_exactly_the_characters_that_are_shown():
    one = page()
    held = [frozenset(face.getBestCmap()) for face in one.faces()]
    assert len(held) == 2
    assert held[0] == held[1]
    shown = {ord(char) for char in one.text} - {10, 9}
    assert held[0] == shown | {ord(char) for char in "0123456789 /·"}


def test_characters_of_the_other_family_bring_its_faces():
    text = next(chr(code) for code in range(0x370, 0x2FFF) if _only_in_source_sans(code))
    assert len(page(sample_snapshot(rejected=(SnapshotRejected("P", "", text),))).faces()) == 4


def test_a_font_of_ones_own_brings_the_characters_no_shipped_family_has():
    brand = Brand("B", extra_font=ExtraFont("Own", font_with("日")))
    one = page(sample_snapshot(brand=brand, rejected=(SnapshotRejected("P", "", "日本 a"),)))
    assert [frozenset(face.getBestCmap()) for face in one.faces()[2:]] == [{ord("日")}]
    assert len(page(sample_snapshot(brand=brand)).faces()) == 2


def font_with(char: str) -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "own", "a"])
    builder.setupCharacterMap({ord(char): "own", ord("a"): "a"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    builder.setupGlyf(dict.fromkeys((".notdef", "own", "a"), pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "own", "a"), (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    output = io.BytesIO()
    builder.save(output)
    return output.getvalue()


def _only_in_source_sans(code: int) -> bool:
    return FontBook("Inter").runs(chr(code)) == (("SourceSans3-Regular", chr(code)),)


@pytest.mark.parametrize(("href", "kept"), [
    ("https://example.org/?a=1&b=2", True), ("HTTP://example.org", True), ("mailto:a@example.org", True),
    ("javascript:alert(1)", False), ("data:text/html,x", False), ("file:///etc/passwd", False), ("//a.org", False),
])  # fmt: skip
def test_only_harmless_addresses_are_linked(href, kept):
    theme = Theme(sample_snapshot().brand, PageSize.A4, FontBook("Inter"))
    places = Places(compose(sample_snapshot(), theme, lambda *_: True))
    writer = Writer(theme.fonts, words_for("en"), places, {})
    one = Page(writer.phrase((Span("see ", href=href), Span("this", bold=True, href=href))))
    assert one.text == "see this"
    assert [e.attributes for e in one.all("a")] == [{"href": href, "rel": "noopener noreferrer"}] * kept


def test_the_data_of_a_report_can_be_saved_from_the_page():
    offered = {e.attributes["download"]: e.attributes["href"] for e in page().all("a") if "download" in e.attributes}
    data = {name: base64.b64decode(href.partition(",")[2]) for name, href in offered.items()}
    assert data == {name: held for name, held in attached(reports.build(sample_snapshot()).pdf).items() if name in data}
    assert set(data) == {EVALUATION, MATRIX}


def test_data_too_large_for_a_page_are_left_out(monkeypatch):
    monkeypatch.setattr("reports.html.page.MAX_ATTACHED", 1_000)
    assert not page().all("p", class_="attached")


def test_a_link_on_a_tint_has_the_colour_of_the_text_beside_it():
    one = page()
    inked = [e for e in one.all("p", class_="raw") if e.attributes.get("style", "").startswith("color:")]
    assert inked
    assert '[style^="color"] a{color:inherit}' in one.style


def test_private_notes_are_nowhere_in_the_page():
    problem = sample_problem()
    noted = replace(
        problem,
        candidates=tuple(replace(one, note=SECRET) for one in problem.candidates),
        cells=tuple(replace(one, note=SECRET) for one in problem.cells),
    )
    markup = html_of(sample_snapshot(problem=noted)).decode("utf-8")
    carried = [base64.b64decode(part) for part in re.findall(r"(?:json|csv);base64,([A-Za-z0-9+/=]+)", markup)]
    assert carried
    assert SECRET not in markup
    assert not any(SECRET.encode() in part for part in carried)


@pytest.mark.parametrize("style", CoverStyle)
@pytest.mark.parametrize("size", PageSize)
def test_brand_and_paper_are_followed(style, size):
    logo = Logo(b"\x89PNG\r\n", 120, 40)
    brand = Brand(
        "Quay", "#FFD400", "#111111", "Source Sans 3", legal_footer='Reg "1"', logo=logo, cover=style, header="Top"
    )
    one = page(sample_snapshot(brand=brand, options=ReportOptions(page_size=size)))
    assert f"@page{{size:{size.value};" in one.style
    assert one.all("header")[0].attributes["class"] == f"cover in-{style.value}"
    assert one.all("img")[0].attributes["src"] == "data:image/png;base64,iVBORw0K"
    assert one.all("img")[0].attributes["alt"]
    assert 'Reg "1"' in one.text
    assert r"Reg\20 \22 1\22 " in one.style
    assert "#FFD400" in one.style


def test_a_brand_without_colours_is_refused():
    with pytest.raises(UserError, match="first colour"):
        html_of(sample_snapshot(brand=Brand("B", primary="red;}")))
