"""Make the questionnaire of one stakeholder: a page that is whole in itself, loads nothing and sends nothing.

Every text of a person is escaped and stands in a `bdi`, so that neither markup nor direction marks reach beyond it. The
one script is a constant, allowed by its hash; what it needs to know stands in an attribute as JSON in ASCII.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from consultant_desk.domain.evaluation.problem import Criterion, Levels, Problem
from consultant_desk.domain.evaluation.questionnaire import (
    FORMAT,
    MAX_COMMENT,
    VERSION,
    Asked,
    asked_of,
    criteria_version,
)
from consultant_desk.domain.evaluation.questionnaire_words import ENGLISH, OF_THE_SCRIPT
from consultant_desk.domain.evaluation.units import with_unit

_UNSAFE_IN_NAMES = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose form it is: ids, and the names printed at its head (client and consultant may be empty)."""

    evaluation: str
    questionnaire: str
    stakeholder: str
    client: str = ""
    consultant: str = ""


def page_of(
    problem: Problem, heading: Heading, number: Callable[[float], str], words: Mapping[str, str] = ENGLISH
) -> str:
    """Return the HTML file; `number` writes scale ends as the consultant does."""
    style, script = (_resource(name) for name in ("form.css", "form.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    allowed = ("default-src 'none'", "style-src 'unsafe-inline'", f"script-src 'sha256-{digest}'", "base-uri 'none'")
    policy = "; ".join((*allowed, "form-action 'none'"))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{words["language"]}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(_one_line(problem.title))}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f'<main data-form="{escape(_form(problem, heading, words))}">',
            *_head(problem, heading, words),
            *_first(problem, words, number),
            *_others(problem, words, number),
            *_end(words),
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def file_name(title: str, stakeholder: str) -> str:
    """Return a name for a file about one stakeholder, safe on every system: "answer-harbour-owner.json" without end."""
    plain = unicodedata.normalize("NFKD", f"{title} {stakeholder}").encode("ascii", "ignore").decode().lower()
    return _UNSAFE_IN_NAMES.sub("-", plain).strip("-")[:60].strip("-") or "questionnaire"


def _form(problem: Problem, heading: Heading, words: Mapping[str, str]) -> str:
    asked = [asked_of(criterion) for criterion in problem.criteria]
    return json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "evaluation": heading.evaluation,
            "title": unicodedata.normalize("NFC", problem.title)[:1_000],
            "questionnaire": heading.questionnaire,
            "stakeholder": heading.stakeholder,
            "criteria_version": criteria_version(asked),
            "criteria": [one.to_json() for one in asked],
            "file": f"answer-{file_name(problem.title, heading.stakeholder)}.json",
            "words": {key: words[key] for key in OF_THE_SCRIPT},
        }
    )


def _head(problem: Problem, heading: Heading, words: Mapping[str, str]) -> Iterator[str]:
    yield "<header>"
    if heading.consultant and heading.client:
        yield f'<p class="from">{_filled(words["from"], consultant=heading.consultant, client=heading.client)}</p>'
    elif heading.consultant or heading.client:
        yield f'<p class="from">{_text(heading.consultant or heading.client)}</p>'
    yield f"<h1>{_text(problem.title)}</h1>"
    yield f"<p><strong>{_filled(words['greeting'], name=heading.stakeholder)}</strong></p>"
    intro = words["intro"] if heading.consultant else words["intro.short"]
    yield f"<p>{_filled(intro, consultant=heading.consultant)}</p>"
    yield f'<noscript><p class="quiet">{escape(words["noscript"])}</p></noscript>'
    yield "</header>"


def _first(problem: Problem, words: Mapping[str, str], number: Callable[[float], str]) -> Iterator[str]:
    yield f'<fieldset id="first"><legend>{escape(words["first"])}</legend>'
    yield f'<p class="quiet">{escape(words["first.help"])}</p>'
    for place, criterion in enumerate(problem.criteria):
        yield (
            f'<label class="choice"><input type="radio" name="first" id="first-{place}" autocomplete="off">'
            f"<span><strong>{_text(criterion.name)}</strong>"
            f'<span class="quiet">{_step(criterion, words, number)}</span></span></label>'
        )
    yield "</fieldset>"


def _others(problem: Problem, words: Mapping[str, str], number: Callable[[float], str]) -> Iterator[str]:
    yield f'<fieldset id="others"><legend>{escape(words["others"])}</legend>'
    yield f'<p class="quiet">{escape(words["others.help"])}</p>'
    for place, criterion in enumerate(problem.criteria):
        yield from _question(place, criterion, words, number)
    label = escape(words["comment.all"])
    yield f'<label class="text">{label}<textarea id="comment" rows="3" maxlength="{MAX_COMMENT}"></textarea></label>'
    yield "</fieldset>"


def _question(
    place: int, criterion: Criterion, words: Mapping[str, str], number: Callable[[float], str]
) -> Iterator[str]:
    name = _one_line(criterion.name)
    slider, points = (escape(words[key].format(name=name)) for key in ("slider", "points"))
    comment = _filled(words["comment"], name=criterion.name)
    yield f'<section class="question unanswered" id="question-{place}" aria-labelledby="name-{place}">'
    yield f'<h2 id="name-{place}">{_text(criterion.name)}</h2>'
    if criterion.question.strip():
        yield f"<p>{_text(criterion.question)}</p>"
    yield f'<p class="step">{_step(criterion, words, number)}</p>'
    anchors = [(key, text) for key, text in criterion.anchors if text.strip()]
    if anchors:
        lines = "".join(f"<li>{_text(key)}: {_text(text)}</li>" for key, text in anchors)
        yield f'<ul class="anchors">{lines}</ul>'
    yield (
        f'<div class="points"><input type="range" id="slide-{place}" min="0" max="100" step="1" value="50" '
        f'autocomplete="off" aria-label="{slider}">'
        f'<input type="number" id="number-{place}" min="0" max="100" step="any" inputmode="decimal" '
        f'placeholder="0–100" autocomplete="off" aria-label="{points}"></div>'
    )
    yield (
        f'<label class="text quiet">{comment}'
        f'<textarea id="comment-{place}" rows="1" maxlength="{MAX_COMMENT}"></textarea></label>'
    )
    yield "</section>"


def _end(words: Mapping[str, str]) -> Iterator[str]:
    yield f'<div class="end"><button type="button" id="make">{escape(words["make"])}</button>'
    yield '<p id="told" role="status" aria-live="polite"></p></div>'
    yield f'<section id="answer" hidden><p>{escape(words["answer"])}</p>'
    yield f'<textarea id="text" readonly aria-label="{escape(words["answer.name"])}"></textarea>'
    yield f'<button type="button" class="second" id="copy">{escape(words["copy"])}</button></section>'


def _step(criterion: Criterion, words: Mapping[str, str], number: Callable[[float], str]) -> str:
    asked = asked_of(criterion)
    worst, best = _ends(criterion, asked, number)
    return _filled(words["step"], worst=worst, best=best)


def _ends(criterion: Criterion, asked: Asked, number: Callable[[float], str]) -> tuple[str, str]:
    """Return both ends in words: levels by name, numbers with their unit."""
    if isinstance(criterion.value, Levels) or asked.scale is None:
        return asked.levels[0], asked.levels[-1]
    unit = criterion.unit.strip()
    shown = [with_unit(number(end), unit, end) for end in map(float, asked.scale)]
    return shown[0], shown[1]


def _filled(pattern: str, **texts: str) -> str:
    """Return a sentence of the form with texts of a person in it, each kept to itself."""
    return escape(pattern).format(**{key: _text(text) for key, text in texts.items()})


def _text(text: str) -> str:
    return f'<bdi dir="auto">{escape(_one_line(text))}</bdi>'


def _one_line(text: str) -> str:
    kept = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cs"})
    return " ".join(kept.split())


def _resource(name: str) -> str:
    return (files("resources") / "questionnaire" / name).read_text("utf-8")
