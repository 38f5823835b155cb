"""The tables of words: every language says everything, with the same inserts, in its own signs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.rich import text_of
from reports.words import TABLES, words_for
from reports.words.joints import fitted
from reports.words.spacing import bound

ENGLISH = TABLES["en"]
OTHERS = [code for code in TABLES if code != "en"]
STOP_WORDS = re.compile(
    r"\b(the|and|of|is|are|were|with|for|from|by|this|that|which|not|its|it|has|have|be|they|their|we|you|your|if)\b",
    re.IGNORECASE,
)
QUOTES = {"en": "“”’", "de": "„“", "fr": "«»’", "es": "“”"}
PLAIN_SPACE = {
    "en": re.compile(r" %"),
    "de": re.compile(r" %"),
    "es": re.compile(r" %"),
    "fr": re.compile(r" [:;!?%»]|« "),
}


def inserts(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def bold_runs(text: str) -> int:
    return len(re.findall(r"\*[^*]+\*", text))


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_says_everything(code):
    assert [key for key in ENGLISH if key not in TABLES[code]] == []
    assert [key for key in TABLES[code] if key not in ENGLISH] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_inserts_and_the_bold_words_of_the_english_text(code):
    pairs = {key: (ENGLISH[key], text) for key, text in TABLES[code].items() if key in ENGLISH}
    assert {key: both for key, both in pairs.items() if inserts(both[0]) != inserts(both[1])} == {}
    assert {key: both for key, both in pairs.items() if bold_runs(both[0]) != bold_runs(both[1])} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_in_english(code):
    shown = {key: re.sub(r"\{\w+\}", "", text) for key, text in TABLES[code].items()}
    assert {key: text for key, text in shown.items() if STOP_WORDS.search(text)} == {}


@pytest.mark.parametrize("code", TABLES)
def test_quotes_are_those_of_the_language(code):
    wrong = set("„“”«»‘’\"'‹›") - set(QUOTES[code])
    assert {key: text for key, text in TABLES[code].items() if wrong & set(text)} == {}


@pytest.mark.parametrize("code", TABLES)
def test_no_line_breaks_before_a_sign_that_belongs_to_the_word_before_it(code):
    assert {key: text for key, text in TABLES[code].items() if PLAIN_SPACE[code].search(text)} == {}


@pytest.mark.parametrize("code", TABLES)
def test_no_text_ends_or_doubles_its_spaces(code):
    joined = {"and", "memo.sign.as"}
    odd = {
        key: text for key, text in TABLES[code].items() if key not in joined and (text != text.strip() or "  " in text)
    }
    assert odd == {}


def test_a_text_that_is_not_translated_yet_is_english():
    german = words_for("de")
    bare = replace(german, texts={**ENGLISH, **{key: text for key, text in german.texts.items() if key != "watermark"}})
    assert bare.plain("watermark") == "Draft"


@pytest.mark.parametrize(
    ("code", "template", "name", "fits"),
    [
        ("fr", "avance de {x}", "Asana", "avance d’{x}"),
        ("fr", "avant que {x} perde", "Odoo", "avant qu’{x} perde"),
        ("fr", "avance de *{x}*", "Écho", "avance d’*{x}*"),
        ("fr", "avance de {x}", "Contoso", "avance de {x}"),
        ("fr", "avance de {x}", "HubSpot", "avance de {x}"),
        ("fr", "avance de {x} points", "1,5", "avance de {x} point"),
        ("fr", "avance de {x} points", "2,0", "avance de {x} points"),
        ("fr", "{x} points", "+0,4", "{x} point"),
        ("fr", "{x} points", "12,5", "{x} points"),
        ("es", "esto y {x}", "Inbox", "esto e {x}"),
        ("es", "esto o {x}", "Odoo", "esto u {x}"),
        ("es", "esto y {x}", "Contoso", "esto y {x}"),
        ("de", "Vorsprung von {x} points", "1,5", "Vorsprung von {x} points"),
    ],
)
def test_small_words_fit_what_stands_beside_them(code, template, name, fits):
    assert fitted(code, template, {"x": name}) == fits


def test_what_somebody_typed_is_never_changed():
    said = words_for("fr").say("needs.question", question="Que faire de Asana : garder ?")
    assert text_of(said).endswith("Que faire de Asana : garder ?")


def test_plain_spaces_of_a_table_become_no_break_spaces():
    assert bound({"a": "« x » : 5 % !"}, french=True) == {"a": "«\u00a0x\u00a0»\u00a0: 5\u00a0%\u00a0!"}
    assert bound({"a": "x : 5 %"}) == {"a": "x : 5\u00a0%"}
