"""Questionnaires out and answers in, in a workspace."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.problem import Criterion, Direction, Linear, PointWeights, Problem, Stakeholder
from consultant_desk.domain.evaluation.questionnaire import read_answer
from consultant_desk.domain.evaluation.questionnaire_words import ENGLISH, OF_THE_SCRIPT
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.evaluations import CriterionDraft
from consultant_desk.services.evaluations.questionnaire_page import Heading, file_name, page_of

EN = Formats("en_GB")
HOSTILE = (
    "</script><script>alert(1)</script>",
    "\"' onload='x",
    "\u202egnp.exe",
    "{name}{0}",
    "]]>-->",
    "\x00\x1b[31m",
)


class Reader(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.shown: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in {"script", "style"} else ""

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)
        elif not self._inside:
            self.shown.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def form_of(html: str) -> dict:
    return json.loads(next(attrs["data-form"] for tag, attrs in read(html).tags if tag == "main"))


def answer_to(html: str, points: dict[str, float] | None = None, **changes: object) -> str:
    """Fill in a form as its script does."""
    form = form_of(html)
    given_points = points or {}
    criteria = [
        {**one, "points": given_points.get(one["id"], 40), "comment": "why" if one["id"] == "order" else ""}
        for one in form["criteria"]
    ]
    kept = {key: form[key] for key in form if key not in {"words", "file"}}
    return json.dumps(
        {**kept, "answered_at": "2026-11-21T10:00:00.000Z", "comment": "", "criteria": criteria, **changes}
    )


def asked(desk: Desk, harbour: str, name: str = "Chris Doyle") -> str:
    return desk.evaluations.questionnaire(harbour, name, EN).html


def person(desk: Desk, harbour: str, name: str = "Chris Doyle"):
    return next(one for one in desk.evaluations.problem(harbour).stakeholders if one.name == name)


def test_a_page_is_whole_loads_nothing_and_allows_its_one_script_only(desk: Desk, harbour: str) -> None:
    html = asked(desk, harbour)
    page = read(html)
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv"))
    (script,) = page.scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not any({"src", "href", "action", "srcset"} & set(attrs) for _, attrs in page.tags)
    assert "//" not in re.sub(r"(?m)^\s*//.*$|; //.*$", "", html)
    assert "url(" not in html
    assert "@import" not in html


def test_every_field_has_a_name_and_every_id_stands_once(desk: Desk, harbour: str) -> None:
    page = read(asked(desk, harbour))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    ranges = [attrs for tag, attrs in page.tags if tag == "input" and attrs["type"] != "radio"]
    assert len(ranges) == 18
    assert all(attrs.get("aria-label") for attrs in ranges)
    assert set(re.findall(r'byId\(["`]([a-z]+)["`]\)', page.scripts[0])) <= set(ids)


def test_the_page_speaks_of_client_consultant_and_the_steps_in_their_units(desk: Desk, harbour: str) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    engagement = desk.clients.add_engagement(client, EngagementDraft("Desk")).value
    desk.evaluations.edit(harbour, engagement_id=engagement)
    desk.practice.edit(consultant="Mara Lindqvist")
    text = " ".join("".join(read(asked(desk, harbour)).shown).split())
    for words in (
        "Mara Lindqvist for Harbour Bakeries",
        "For Chris Doyle",
        "from 120 s to 10 s",
        "from €36,000 to €6,000",
        "from None to Excellent",
    ):
        assert words in text


@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=12).filter(str.strip))
def test_texts_of_people_are_shown_and_never_markup(text: str) -> None:
    criterion = Criterion("a", text, Direction.MAX, Linear(0, 1), unit=text, question=text, anchors=(("1", text),))
    problem = Problem(text, (criterion,), PointWeights("direct", (("a", 1.0),)), ())
    plain_page = read(page_of(replace_texts(problem, "x"), Heading("e", "q", "x", "x", "x"), str))
    html = page_of(problem, Heading("e", "q", text, text, text), str)
    page = read(html)
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain_page.tags]
    assert [set(attrs) for _, attrs in page.tags] == [set(attrs) for _, attrs in plain_page.tags]
    assert page.scripts == plain_page.scripts
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", html)
    html.encode("utf-8")


def replace_texts(problem: Problem, text: str) -> Problem:
    (one,) = problem.criteria
    return replace(
        problem, title=text, criteria=(replace(one, name=text, unit=text, question=text, anchors=(("1", text),)),)
    )


def test_the_words_of_the_script_are_in_the_table(desk: Desk, harbour: str) -> None:
    html = asked(desk, harbour)
    used = set(re.findall(r"words\.([a-z_]+)", read(html).scripts[0]))
    assert used == set(OF_THE_SCRIPT) == set(form_of(html)["words"])
    assert set(OF_THE_SCRIPT) <= set(ENGLISH)


@pytest.mark.parametrize(
    ("title", "name"), [("../../etc", "etc-owner"), ("Ärger: 1/2", "arger-1-2-owner"), ("漢字", "owner")]
)
def test_a_file_is_named_in_plain_letters(title: str, name: str) -> None:
    assert file_name(title, "Owner") == name


def test_an_answer_becomes_the_weights_of_a_new_stakeholder_as_one_step(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    text = answer_to(asked(desk, harbour), {"inbox": 100, "cost": 0})
    check = desk.evaluations.take_answer(read_answer(text)).value
    assert (check.evaluation_id, check.replaces, check.comparison.differences) == (harbour, False, ())
    weights = person(desk, harbour).weights
    assert isinstance(weights, PointWeights)
    assert weights.method == "swing"
    assert dict(weights.points)["inbox"] == 100.0
    assert dict(weights.points)["cost"] == 0.0
    assert person(desk, harbour).note == "Order lookup: why"
    assert desk.undo_state().undo == "Take in answer of Chris Doyle"
    desk.undo()
    assert desk.evaluations.export(harbour) == before


def test_a_second_answer_replaces_the_first_and_undo_brings_it_back(desk: Desk, harbour: str) -> None:
    desk.evaluations.take_answer(read_answer(answer_to(asked(desk, harbour), {"inbox": 100})))
    first = person(desk, harbour)
    text = answer_to(asked(desk, harbour, "CHRIS  doyle"), {"cost": 100})
    assert desk.evaluations.take_answer(read_answer(text)).value.replaces
    assert dict(person(desk, harbour).weights.points)["cost"] == 100.0
    assert len([one for one in desk.evaluations.problem(harbour).stakeholders if "oyle" in one.name]) == 1
    desk.undo()
    assert person(desk, harbour) == first


def test_an_answer_takes_the_place_of_weights_within_groups(desk: Desk, harbour: str) -> None:
    problem = desk.evaluations.problem(harbour)
    group = problem.groups[0].id
    members = [item.id for item in problem.criteria if item.group == group]
    others = [item.id for item in problem.criteria if item.group != group]
    inner = PointWeights("direct", tuple((key, 1.0) for key in members))
    outer = PointWeights("direct", tuple((key, 1.0) for key in (group, *others)), ((group, inner),))
    evaluation = desk.evaluations.add_problem(replace(problem, stakeholders=(Stakeholder("Owner", outer),))).value
    before = desk.evaluations.export(evaluation)
    assert person(desk, evaluation, "Owner").weights.within
    desk.evaluations.take_answer(read_answer(answer_to(asked(desk, evaluation, "Owner"))))
    weights = person(desk, evaluation, "Owner").weights
    assert weights.within == ()
    assert len(weights.points) == len(problem.criteria)
    desk.undo()
    assert desk.evaluations.export(evaluation) == before


def test_changed_criteria_are_told_and_what_fits_is_taken_when_that_is_accepted(desk: Desk, harbour: str) -> None:
    answer = read_answer(answer_to(asked(desk, harbour), {"inbox": 100}))
    sheet = desk.evaluations.sheet(harbour)
    order = next(item for item in sheet.problem.criteria if item.id == "order")
    desk.evaluations.edit_criterion(sheet.criteria["order"], replace(CriterionDraft.of(order), value=Linear(60, 10)))
    desk.evaluations.add_criterion(harbour, CriterionDraft("Backups", Linear(0, 1)))
    with pytest.raises(UserError) as refused:
        desk.evaluations.take_answer(answer)
    assert refused.value.happened == "The criteria changed since Chris Doyle was asked."
    assert "was 120 to 10 s and is 60 to 10 s now" in refused.value.hint
    assert "“Backups” was added." in refused.value.hint
    desk.evaluations.take_answer(answer, accept_changed=True)
    points = dict(person(desk, harbour).weights.points)
    mean = (100 + 7 * 40) / 8
    assert points["inbox"] == 100.0
    assert points["order"] == points["backups"] == pytest.approx(mean)


def test_an_answer_for_another_evaluation_is_refused_by_name(desk: Desk, harbour: str) -> None:
    other = desk.evaluations.create("Another question").value
    answer = read_answer(answer_to(asked(desk, harbour)))
    with pytest.raises(UserError, match=r"belongs to the evaluation “.*Harbour Bakeries”, not to “Another question”"):
        desk.evaluations.take_answer(answer, other)
    with pytest.raises(UserError, match="“Customer desk for Harbour Bakeries”, which is not in this workspace"):
        desk.evaluations.check_answer(replace(answer, evaluation="nowhere"))


def test_nothing_is_asked_without_criteria_or_a_name(desk: Desk, harbour: str) -> None:
    empty = desk.evaluations.create("Empty").value
    with pytest.raises(UserError, match="has no criteria"):
        desk.evaluations.questionnaire(empty, "Owner", EN)
    for name in ("  ", "x" * 201):
        with pytest.raises(UserError, match="for somebody"):
            desk.evaluations.questionnaire(harbour, name, EN)
