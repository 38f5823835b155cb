"""Numbers, money, dates and lists as the four languages of a report write them."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.money import Money
from consultant_desk.domain.report_options import ReportOptions, Section
from consultant_desk.domain.snapshot import InterestKind
from reports.facts import Facts
from reports.html.page import html_of
from reports.markdown import markdown_of
from reports.printed import close_shares
from reports.rich import plain, text_of
from reports.verify import verify
from reports.words import words_for
from reports.words.language import TAGS, language_for
from tests.reports.reading import page_texts
from tests.reports.sample import sample_snapshot

LANGUAGES = tuple(TAGS)


def plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("en", ("1,234.5", "12,345.6", "−0.5", "999.0")),
        ("de", ("1.234,5", "12.345,6", "−0,5", "999,0")),
        ("fr", ("1 234,5", "12 345,6", "−0,5", "999,0")),
        ("es", ("1234,5", "12.345,6", "−0,5", "999,0")),
    ],
)
def test_thousands_and_decimals_are_parted_as_the_language_does(code, printed):
    language = language_for(code)
    assert tuple(plain_spaces(language.number(value)) for value in (1234.5, 12345.6, -0.5, 999)) == printed


@pytest.mark.parametrize("code", LANGUAGES)
@given(value=st.decimals(0, 10**12, places=2), digits=st.integers(0, 2))
def test_a_printed_number_reads_back(code, value, digits):
    language = language_for(code)
    exact = float(value)
    assert abs(language.read(language.number(exact, digits)) - exact) <= 0.5 * 10**-digits + 1e-9
    assert language.read(language.short(exact)) == exact


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("en", ("€5,900", "€5,900.50", "−£0.05", "CHF 1,250")),
        ("de", ("5.900 €", "5.900,50 €", "−0,05 £", "1.250 CHF")),
        ("fr", ("5 900 €", "5 900,50 €", "−0,05 £", "1 250 CHF")),
        ("es", ("5900 €", "5900,50 €", "−0,05 £", "1250 CHF")),
    ],
)
def test_money_has_its_sign_where_the_language_has_it_and_cents_only_where_there_are_any(code, printed):
    amounts = (Money(590_000, "EUR"), Money(590_050, "EUR"), Money(-5, "GBP"), Money(125_000, "CHF"))
    assert tuple(plain_spaces(language_for(code).money(one)) for one in amounts) == printed


@pytest.mark.parametrize(
    ("code", "value", "unit", "printed"),
    [
        ("de", 24800, "€", "24.800 €"),
        ("de", 1, "Monate", "1 Monat"),
        ("de", 1.5, "Monate", "1,5 Monate"),
        ("de", 1, "Tage im Jahr", "1 Tag im Jahr"),
        ("de", 1, "months", "1 month"),
        ("de", 1, "", "1"),
        ("fr", 0, "jours", "0 jour"),
        ("fr", 1.5, "jours", "1,5 jour"),
        ("fr", 2, "jours", "2 jours"),
        ("fr", 1, "mois", "1 mois"),
        ("es", 1, "meses", "1 mes"),
        ("es", 0, "días", "0 días"),
        ("es", -3, "EUR", "−3 €"),
    ],
)
def test_a_raw_value_has_its_unit_in_the_number_of_the_language(code, value, unit, printed):
    assert plain_spaces(language_for(code).in_unit(value, unit)) == printed


@pytest.mark.parametrize(
    ("code", "low", "high", "unit", "printed"),
    [
        ("en", 10, 20, "€", "€10–20"),
        ("de", 10, 20, "€", "10–20 €"),
        ("fr", -10, 20, "EUR", "−10 – 20 €"),
        ("es", 0, 1.5, "horas", "0–1,5 horas"),
    ],
)
def test_a_range_names_its_unit_once(code, low, high, unit, printed):
    assert plain_spaces(language_for(code).range_in_unit(low, high, unit)) == printed


@pytest.mark.parametrize(
    ("code", "long", "first", "short", "moment"),
    [
        ("en", "21 November 2026", "1 January 2027", "24 Sep", "18 November 2026, 16:42 UTC"),
        ("de", "21. November 2026", "1. Januar 2027", "24. Sept.", "18. November 2026, 16:42 UTC"),
        ("fr", "21 novembre 2026", "1er janvier 2027", "24 sept.", "18 novembre 2026, 16:42 UTC"),
        ("es", "21 de noviembre de 2026", "1 de enero de 2027", "24 sept", "18 de noviembre de 2026, 16:42 UTC"),
    ],
)
def test_dates_are_written_as_the_language_does(code, long, first, short, moment):
    words = words_for(code)
    assert plain_spaces(words.long_date("2026-11-21")) == long
    assert plain_spaces(words.long_date("2027-01-01")) == first
    assert plain_spaces(words.short_date("2026-09-24", 2026)) == short
    assert plain_spaces(words.short_date("2026-09-24", 2025)) == f"{short} 2026"
    assert plain_spaces(words.moment("2026-11-18T16:42:00.000Z")) == moment


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["", "soon", "2026-13-01"])
def test_what_is_no_date_is_printed_as_it_is(code, text):
    assert (words_for(code).long_date(text), words_for(code).short_date(text)) == (text, text)


@pytest.mark.parametrize(
    ("code", "names", "printed"),
    [
        ("en", ("A", "B", "C"), "A, B and C"),
        ("de", ("A", "B", "C"), "A, B und C"),
        ("fr", ("A", "B"), "A et B"),
        ("es", ("A", "B"), "A y B"),
        ("es", ("A", "Inbox"), "A e Inbox"),
        ("es", ("A", "Hilfe"), "A e Hilfe"),
        ("es", ("A", "Hielo"), "A y Hielo"),
        ("de", ("A",), "A"),
        ("de", (), ""),
    ],
)
def test_names_are_listed_as_the_language_does(code, names, printed):
    assert text_of(words_for(code).listed([plain(name) for name in names])) == printed


@pytest.mark.parametrize(
    ("code", "quoted"), [("en", "“so”"), ("de", "„so“"), ("fr", "«\u00a0so\u00a0»"), ("es", "“so”")]
)
def test_what_somebody_said_stands_between_the_quotes_of_the_language(code, quoted):
    assert text_of(words_for(code).quote("so")) == quoted


def test_none_and_one_and_a_half_are_singular_in_french_only():
    numbers = (0, 1, 1.5, 2)
    told = {code: [language_for(code).category(number) for number in numbers] for code in LANGUAGES}
    others = ["other", "one", "other", "other"]
    assert told == {"en": others, "de": others, "fr": ["one", "one", "one", "other"], "es": others}


def test_an_unknown_language_is_english():
    assert (language_for("xx").tag, words_for("xx").language) == ("en-GB", "en-GB")


@pytest.mark.parametrize(
    ("code", "one", "other", "close"),
    [
        ("de", "99,9\u00a0%", "99\u00a0%", True),
        ("de", "99,9\u00a0%", "98\u00a0%", False),
        ("fr", "70,5\u00a0%", "71\u00a0%", True),
    ],
)
def test_shares_are_compared_in_the_language_they_are_printed_in(code, one, other, close):
    assert close_shares(one, other, language_for(code)) is close


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_report_in_each_language_verifies(code):
    snapshot = sample_snapshot(options=ReportOptions(language=code))
    verification = verify(reports.build(snapshot).pdf)
    assert {check.name: check.detail for check in verification.checks if check.ok is False} == {}


def test_money_is_printed_in_the_language_of_the_report():
    interest = next(one for one in sample_snapshot().interests if one.kind is not InterestKind.NONE)
    facts = Facts(sample_snapshot(options=ReportOptions(language="de")))
    assert facts.figure(f"expected/{interest.candidate}").printed == "1.650\u00a0€"


def test_attached_files_are_described_in_the_language_of_the_report():
    pdf = reports.build(sample_snapshot(options=ReportOptions(language="de", sections=(Section.SUMMARY,)))).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        described = {name: spec.description for name, spec in document.attachments.items()}
    assert described["evaluation.json"] == "Die Bewertung hinter diesem Bericht"


def test_babel_is_not_loaded_before_a_report_is_built():
    told = "import sys, reports, reports.words, reports.facts; print('babel' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("code", TAGS)
def test_no_line_breaks_between_points_and_their_number(code):
    lead = text_of(words_for(code).say("verdict.clear", winner="A", second="B", margin="5.3"))
    assert re.search("5.3\u00a0(points|Punkte|puntos)", lead)


@pytest.mark.parametrize(
    ("code", "key", "right", "wrong"),
    [
        ("es", "disclosure.head.expected", "previsto", "por usted"),  # "planned by you"
        ("fr", "disclosure.head.expected", "Montant", "de vous"),
        ("fr", "value.head.benefit", "Utilité", "Bénéfice"),  # "profit"; the glossary says "utilité"
        ("fr", "spans.exhibit", "score", "note"),  # the sum is a score, what it is made of are notes
        ("de", "spans.exhibit", "Punktzahl", "Wertung"),
        ("de", "summary.share", "der {samples}", "von {samples}"),
        ("fr", "summary.share", "des {samples}", "de {samples}"),
        ("es", "summary.share", "de las {samples}", "de {samples}"),
        ("fr", "evidence.independent", "indépendante", "indépendant,"),
        ("es", "evidence.expires", "válida", "válido"),
    ],
)
def test_a_word_means_what_it_says_in_english_and_fits_its_noun(code, key, right, wrong):
    text = words_for(code).plain(key)
    assert right in text
    assert wrong not in text


@pytest.mark.parametrize(
    ("code", "kept", "printed"),
    [
        ("de", "Confidential", "Vertraulich"),
        ("fr", "For discussion", "Pour discussion"),
        ("es", "Public", "Público"),
        ("de", "Nur für die Wahl", "Nur für die Wahl"),
    ],
)
def test_a_marking_is_printed_in_the_language_of_the_report_and_one_of_ones_own_as_it_is(code, kept, printed):
    snapshot = sample_snapshot(options=ReportOptions(language=code, marking=kept))
    pages = page_texts(reports.build(snapshot).pdf)
    page, text = html_of(snapshot).decode("utf-8"), markdown_of(snapshot)
    assert printed in pages[0]
    assert f"· {printed}" in pages[2]
    assert page.count(printed) >= 2
    assert printed in text.decode("utf-8")
    if kept != printed:
        assert kept not in "".join(pages)


@pytest.mark.parametrize("code", TAGS)
def test_one_answered_risk_of_many_is_not_said_in_the_plural(code):
    told = text_of(words_for(code).count("risks.heading", 3, count="3", answered="1"))
    assert told.endswith(": 1")
