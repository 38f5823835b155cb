"""The change log of a report: nothing where nothing changed, and a line for every single thing that did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.problem import CostLine, PointWeights
from consultant_desk.domain.evaluation.result import VerdictKind
from consultant_desk.domain.report_changes import MOST, changes_between
from consultant_desk.domain.snapshot import (
    ReportSnapshot,
    SnapshotChange,
    SnapshotNote,
    SnapshotRisk,
    SnapshotSentence,
)
from reports.words import TABLES, words_for
from reports.words.change import change_text
from tests.effort import tried

from ..reports.sample import sample_adoption, sample_coverage, sample_finalists, sample_snapshot

SNAPSHOT = sample_snapshot(
    question="Which desk should the 14 shops use?",
    coverage=sample_coverage(),
    finalists=sample_finalists(),
    adoption=sample_adoption(),
    long_list=("Relecloud Desk",),
    sentences=(SnapshotSentence("lead", "It leads.", "Northwind leads.", (("1.5", "lead/a/b"),)),),
    notes=(SnapshotNote("risks", "*Mind* this."),),
)
LISTS = (
    "reasons", "risks", "conditions", "steps", "adoption", "needs", "rejected", "evidence", "long_list", "finalists",
    "coverage", "interests", "notes", "sentences",
)  # fmt: skip
LEFT_OUT = {
    "title", "client", "consultant", "made_on", "instant", "result", "brand", "options", "evaluation_title",
    "client_place", "prepared_for", "number", "version", "issued", "currency", "program_version", "lock", "versions",
}  # fmt: skip
"""Of a snapshot: looks and circumstances, and what is told in a place of its own."""
KEYS = {
    "problem": {"id", "candidate", "criterion", "note", "evidence", "weights"},
    "reasons": {"evidence"},
    "coverage": {"candidate", "need", "requirement"},
    "finalists": {"candidate"},
    "interests": {"candidate"},
    "evidence": {"id", "scores"},
}
"""Fields of parts that are keys, private, or asked for in a test of their own."""

Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every plain value of nested records with its place."""
    if is_dataclass(value):
        hidden = KEYS.get(str(path[0]), set()) if path else LEFT_OUT
        for one in fields(value):
            if one.name not in hidden and (*path, one.name) != ("problem", "title"):
                yield from leaves(getattr(value, one.name), (*path, one.name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from leaves(part, (*path, place))
    elif value is not None:
        yield path, value


def with_leaf(value: Any, path: Path, leaf: Any) -> Any:
    if not path:
        return leaf
    head, *rest = path
    if isinstance(head, int):
        return (*value[:head], with_leaf(value[head], tuple(rest), leaf), *value[head + 1 :])
    return replace(value, **{head: with_leaf(getattr(value, head), tuple(rest), leaf)})


def another(leaf: Any) -> Any:
    match leaf:
        case Enum():
            return next(one for one in type(leaf) if one is not leaf)
        case bool():
            return not leaf
        case int() | float() | Decimal():
            return leaf + 1
        case str():
            return f"{leaf}x"
    raise AssertionError(leaf)


LEAVES = list(leaves(SNAPSHOT))


@pytest.mark.parametrize("part", sorted({str(path[0]) for path, _ in LEAVES}))
def test_every_single_value_that_changes_is_named(part: str) -> None:
    missed = []
    for path, leaf in LEAVES:
        if path[0] == part:
            changed = with_leaf(SNAPSHOT, path, another(leaf))
            if not changes_between(SNAPSHOT, changed) or not changes_between(changed, SNAPSHOT):
                missed.append(path)
    assert missed == []


def test_weights_that_were_given_anew_are_told_though_they_read_the_same() -> None:
    weights = SNAPSHOT.problem.weights
    assert isinstance(weights, PointWeights)
    anew = replace(weights, points=tuple((key, 2 * points) for key, points in weights.points))
    assert codes(SNAPSHOT, replace(SNAPSHOT, problem=replace(SNAPSHOT.problem, weights=anew))) == ["weights_anew"]


def test_what_lies_under_the_looks_of_a_report_is_no_change() -> None:
    other = replace(
        SNAPSHOT, title="Another", made_on="2027-01-01", version=9, brand=replace(SNAPSHOT.brand, primary="#000000")
    )
    assert changes_between(SNAPSHOT, other) == ()


def test_words_of_ones_own_in_another_language_are_no_change() -> None:
    german = replace(SNAPSHOT, sentences=(), notes=(), options=replace(SNAPSHOT.options, language="de"))
    assert changes_between(SNAPSHOT, german) == ()
    assert codes(SNAPSHOT, replace(SNAPSHOT, sentences=(), notes=())) == ["sentences", "notes"]


def test_a_reason_is_not_told_for_the_evidence_of_another_winner() -> None:
    reasons = tuple(replace(one, evidence=("E7",)) for one in SNAPSHOT.reasons)
    assert changes_between(SNAPSHOT, replace(SNAPSHOT, reasons=reasons)) == ()


def codes(old: ReportSnapshot, new: ReportSnapshot) -> list[str]:
    return [one.code for one in changes_between(old, new)]


@given(st.data())
@tried(55)
def test_a_list_that_differs_in_parts_or_order_is_told_both_ways_and_the_same_is_not(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(LISTS))
    parts = getattr(SNAPSHOT, name)
    chosen = data.draw(st.lists(st.integers(0, len(parts) - 1), max_size=len(parts) + 1))
    listed = tuple(parts[place] for place in chosen)
    if name in {"interests", "finalists", "coverage"}:
        listed = tuple(one for one in parts if one in listed)
    other = replace(SNAPSHOT, **{name: listed})
    if name == "needs":
        other = replace(other, coverage=())
    there, back = changes_between(SNAPSHOT, other), changes_between(other, SNAPSHOT)
    assert bool(there) == bool(back) == (other != SNAPSHOT)
    mirrored = Counter(mirror(one.code) for one in back)
    assert Counter(one.code for one in there) == mirrored


def mirror(code: str) -> str:
    if code.endswith("_added"):
        return code.removesuffix("added") + "removed"
    return code.removesuffix("removed") + "added" if code.endswith("_removed") else code


def test_the_gravest_comes_first() -> None:
    result = SNAPSHOT.result
    verdict = replace(result.verdict, winner="contoso", kind=VerdictKind.CLEAR)
    ranking = tuple(replace(one, score=one.score + 1, rank=(one.rank or 0) + 1) for one in result.ranking)
    other = replace(
        SNAPSHOT, result=replace(result, verdict=verdict, ranking=ranking), question="Other?", evidence=(), interests=()
    )
    assert list(dict.fromkeys(codes(SNAPSHOT, other))) == [
        "winner", "rank", "score_points", "interest", "question", "evidence_removed",
    ]  # fmt: skip


def test_a_difference_that_is_rounded_away_is_none() -> None:
    result = SNAPSHOT.result
    line = result.ranking[0]
    seen = round(line.score, 1)
    near = [replace(result, ranking=(replace(line, score=seen + off), *result.ranking[1:])) for off in (-0.04, 0.04)]
    old, new = (replace(SNAPSHOT, result=one) for one in near)
    assert changes_between(old, new) == ()


def test_more_than_can_be_told_one_by_one_is_counted() -> None:
    many = replace(SNAPSHOT, risks=tuple(SnapshotRisk(f"Risk {number}") for number in range(MOST + 5)))
    found = changes_between(replace(SNAPSHOT, risks=()), many)
    assert len(found) == MOST + 1
    assert (found[-1].code, found[-1].values) == ("more", (("count", "5"),))


@pytest.mark.parametrize("language", TABLES)
def test_every_change_has_words_in_every_language(language: str) -> None:
    words = words_for(language)
    told = set()
    for path, leaf in LEAVES:
        for one in changes_between(SNAPSHOT, with_leaf(SNAPSHOT, path, another(leaf))):
            told.add(one.code)
            said = change_text(words, one)
            assert "{" not in said
            assert said.endswith((".", "!", "?", "…", ".”", ".“", ".»"))
    assert told >= {"score", "support", "risk_changed", "coverage", "scale", "must", "stakeholder", "methods"}


def test_a_score_is_told_with_its_unit_and_its_two_ends() -> None:
    place = next(
        n for n, cell in enumerate(SNAPSHOT.problem.cells) if (cell.candidate, cell.criterion) == ("northwind", "cost")
    )
    path = ("problem", "cells", place, "value")
    (change,) = changes_between(SNAPSHOT, with_leaf(SNAPSHOT, path, 25_900))
    said = change_text(words_for("de"), change).replace("\u00a0", " ")
    assert said.startswith("Northwind Desk, ")
    assert "24.800 € (22.500–28.500 €)" in said
    assert "25.900 €" in said


def test_costs_that_are_given_on_are_told_by_product_and_by_horizon() -> None:
    line = CostLine("contoso", "Training", Decimal(900), "EUR")
    dearer = replace(SNAPSHOT, problem=replace(SNAPSHOT.problem, costs=(line,)))
    assert [one.values for one in changes_between(SNAPSHOT, dearer)] == [(("name", "Contoso Flow"),)]
    options = replace(SNAPSHOT.problem.options, horizon_years=5, rates=(("USD", Decimal("0.9")),))
    longer = replace(SNAPSHOT, problem=replace(SNAPSHOT.problem, options=options))
    assert codes(SNAPSHOT, longer) == ["horizon", "currencies"]


@pytest.mark.parametrize(("years", "said"), [(1, "über 1 Jahr, abgezinst mit 4 %"), (3, "über 3 Jahre, ")])
def test_the_years_that_costs_count_are_told_in_the_right_number(years: int, said: str) -> None:
    change = SnapshotChange("report", "", "horizon", (("years", str(years)), ("rate_share", "0.04")))
    assert said in change_text(words_for("de"), change).replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "said"), [("en", "(24 November 2026)"), ("es", "(24 de noviembre de 2026)")])
def test_the_date_of_a_step_is_told_as_the_language_writes_it(language: str, said: str) -> None:
    change = SnapshotChange("report", "", "step_added", (("text", "Decision (2026-11-24)"),))
    assert change_text(words_for(language), change).replace("\u00a0", " ").endswith(f"Decision {said}.")
