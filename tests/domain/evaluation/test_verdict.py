"""The verdict's rule, its figures and its sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    DirectValue,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.result import LeastRoom, Shown, VerdictKind
from consultant_desk.domain.evaluation.verdict import Names, Standing, judge, lead_shown, share_shown

NAMES = Names({"a": "Alpha", "b": "Beta 100%", "c": "Gamma"}, {"p": "Price", "s": "Uptime %"})
CLEAR, CLOSE, NONE = VerdictKind.CLEAR, VerdictKind.CLOSE, VerdictKind.NONE


def standing(
    points: tuple[float, ...] = (70.0, 60.0),
    share: float | None = 0.8,
    room: float | None = 0.2,
    unknown: tuple[str, ...] = (),
    candidates: int = 3,
) -> Standing:
    least = None if room is None else LeastRoom("s", room)
    return Standing(("a", "b", "c")[: len(points)], points, share, least, unknown, candidates)


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        (standing(), CLEAR),
        (standing(share=0.75, room=0.10), CLEAR),
        (standing(room=None), CLEAR),
        (standing(share=0.7499), CLOSE),
        (standing(room=0.0999), CLOSE),
        (standing(unknown=("p",)), CLOSE),
        (standing(share=0.40), CLOSE),
        (standing(share=0.3999), NONE),
        (standing(points=(70.0, 69.0)), CLEAR),
        (standing(points=(70.0, 69.01)), NONE),
        (standing(share=None), CLOSE),
        (standing(points=(70.0,)), CLEAR),
        (standing(points=()), NONE),
    ],
)
def test_the_rule_decides_in_its_order(case: Standing, kind: VerdictKind) -> None:
    assert judge(case, NAMES).kind is kind


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (standing(), "Alpha is the clear winner"),
        (standing(share=0.6), "Alpha, closely followed by Beta 100%"),
        (standing(unknown=("p",)), "Alpha is the clear winner if it meets the must-have on Price"),
        (standing(unknown=("p", "s")), "Alpha is the clear winner if it meets the must-haves on Price and Uptime %"),
        (standing(unknown=("p",), share=0.6), "Alpha, closely followed by Beta 100%"),
        (standing(points=(70.0, 69.5)), "No clear winner: Alpha and Beta 100% are too close to call"),
        (standing(points=(70.0, 70.0)), "No clear winner: Alpha and Beta 100% tie"),
        (standing(points=(70.0, 70.0, 70.0)), "No clear winner: Alpha, Beta 100% and Gamma tie"),
        (standing(points=(70.0,)), "Alpha is the only candidate that meets every must-have"),
        (
            standing(points=(70.0,), unknown=("p",)),
            "Alpha is the only candidate that fails no must-have; the must-have on Price is not known",
        ),
        (
            standing(points=(70.0,), unknown=("p", "s"), share=None),
            "Alpha is the only candidate that fails no must-have; the must-haves on Price and Uptime % are not known",
        ),
        (standing(points=(70.0,), candidates=1), "Alpha is the only candidate"),
        (standing(points=(), candidates=2), "No candidate meets every must-have"),
        (standing(points=(), candidates=0), "Nothing to compare yet"),
    ],
)
def test_the_sentence_names_who_leads(case: Standing, sentence: str) -> None:
    assert judge(case, NAMES).sentence == sentence


def test_a_tie_of_many_names_four_of_them() -> None:
    ids = tuple("abcdefg")
    many = Standing(ids, (50.0,) * 7, 0.2, None, (), 7)
    names = Names({key: key.upper() for key in ids}, {})
    assert judge(many, names).sentence == "No clear winner: A, B, C, D and 3 more tie"


def test_the_rule_is_told_with_its_figures() -> None:
    assert judge(standing(points=(76.0, 74.49), share=0.701, room=0.159), NAMES).rule == (
        "Lead of 1.5 points; no winner is named under 1 point. "
        "First in 70 % of 10,000 draws; a clear winner needs 75 %, any winner 40 %. "
        "Every weight above 5 % may move by 10 %; least room: Uptime %, 16 %."
    )


def test_a_figure_just_under_its_limit_is_not_rounded_up_to_it() -> None:
    rule = judge(standing(points=(70.0, 69.02), share=0.7496, room=0.0999), NAMES).rule
    assert "Lead of 0.98 points" in rule
    assert "First in 74.9 %" in rule
    assert "Not every weight above 5 % may move by 10 %; least room: Uptime %, 9.99 %." in rule


@pytest.mark.parametrize(
    ("room", "more"),
    [(0.0, " A change of the weight of Uptime %, however small, decides between them."), (0.3, ""), (None, "")],
)
def test_a_tie_has_no_lead_and_no_share_in_its_rule(room: float | None, more: str) -> None:
    level = "They have equal points and share the first place; no winner is named under 1 point."
    assert judge(standing(points=(70.0, 70.0), share=1.0, room=room), NAMES).rule == level + more
    many = judge(standing(points=(70.0, 70.0, 70.0), share=1.0, room=room), NAMES).rule
    assert many == level + more.replace("decides between them", "ends the tie")  # two of them may stay level


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [
        (84.151, 77.249, "7.0"),
        (75.04, 75.0, "0.04"),
        (70.0, 70.0, "0.0"),
        (70.05, 69.06, "0.99"),
        (70.0, 75.0, "-5.0"),
    ],
)
def test_a_lead_is_the_difference_of_the_printed_scores_unless_that_hides_it(first, second, printed) -> None:
    shown = lead_shown(first, second)
    assert f"{shown.number:.{shown.digits}f}" == printed


def test_the_rule_and_the_verdict_print_the_same_lead() -> None:
    verdict = judge(standing(points=(84.151, 77.249)), NAMES)
    assert verdict.lead == Shown(7.0, 1)
    assert "Lead of 7.0 points" in verdict.rule


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.9985, "99.9"), (0.99996, "99.9"), (1.0, "100"), (0.0004, "0.1"), (0.0, "0"), (0.748, "74.8"), (0.754, "75"),
     (0.398, "39.8"), (0.7, "70"), (1 - 1e-12, "100")],
)  # fmt: skip
def test_a_share_is_never_rounded_to_all_none_or_a_limit_of_the_rule(share, printed) -> None:
    shown = share_shown(share)
    assert f"{shown.number:.{shown.digits}f}" == printed


def test_a_clear_winner_says_how_much_is_unknown_where_most_is() -> None:
    told = judge(replace(standing(), cells=72, unknown=61, reaching=("b", "c")), NAMES)
    assert told.kind is CLEAR
    assert told.sentence == "Alpha is the clear winner, though 61 of 72 scores are unknown"
    assert told.rule.endswith("61 of 72 scores are unknown. What is unknown could put Beta 100% or 1 other first.")
    half = judge(replace(standing(), cells=72, unknown=36), NAMES)
    assert "unknown" not in half.sentence + half.rule


def test_rivals_reach_the_first_by_unknown_scores_only() -> None:
    assert "could put Product other first" in evaluate(problem((40.0, 40.0), (10.0, None))).verdict.rule
    assert "could put" not in evaluate(problem((40.0, 40.0), (10.0, 20.0))).verdict.rule
    assert "could put" not in evaluate(problem((100.0, 100.0), (10.0, None))).verdict.rule
    assert "could put Product other first" in evaluate(problem((90.0, None), (60.0, 60.0))).verdict.rule


def test_an_unknown_must_have_is_named_in_the_rule() -> None:
    assert "Unknown must-have: Price; it must be known" in judge(standing(unknown=("p",)), NAMES).rule
    both = judge(standing(unknown=("p", "s")), NAMES).rule
    assert "Unknown must-haves: Price, Uptime %; they must be known before a winner is clear." in both


def problem(*rows: tuple[float | None, float | None], must: float | None = None) -> Problem:
    rule = None if must is None else MustHave(MustOp.AT_LEAST, value=must)
    criteria = (
        Criterion("same", "First", Direction.MAX, DirectValue(), must=rule),
        Criterion("other", "Second", Direction.MAX, DirectValue()),
    )
    ids = [("same", "other", "c", "d")[place] for place in range(len(rows))]
    cells = tuple(
        Cell(key, criterion.id, score)
        for key, row in zip(ids, rows, strict=True)
        for criterion, score in zip(criteria, row, strict=True)
    )
    candidates = tuple(Candidate(key, f"Product {key}") for key in ids)
    return Problem("x", criteria, PointWeights("direct", (("same", 50.0), ("other", 50.0))), candidates, cells=cells)


@pytest.mark.parametrize("candidates", [1, 3])
def test_who_has_no_rival_is_not_said_to_come_first_in_every_draw(candidates: int) -> None:
    rule = judge(standing(points=(70.0,), share=1.0, unknown=("p",), candidates=candidates), NAMES).rule
    assert rule == (
        "No other candidate can win, so there is nothing to compare it with. "
        "Unknown must-have: Price; it must be known before a winner is clear."
    )


def test_a_candidate_and_a_criterion_may_share_an_id() -> None:
    verdict = evaluate(problem((100, 20), (20, 70))).verdict
    assert verdict.sentence.startswith("Product same")
    assert "least room: First" in verdict.rule


def test_a_candidate_that_dominates_by_far_is_the_clear_winner() -> None:
    result = evaluate(problem((100, 90), (20, 10)))
    assert result.verdict.kind is CLEAR
    assert result.verdict.share == 1.0
    assert result.verdict.least_room is None
    assert result.of("other").dominated_by == ("same",)


@pytest.mark.parametrize(
    ("rows", "dominators"),
    [
        (((80, 50), (60, 50)), ("same",)),
        (((80, 50), (80, 50)), ()),
        (((80, 40), (60, 50)), ()),
        (((80, None), (60, 50)), ()),
        (((80, 100), (60, None)), ("same",)),
        (((80, 90), (60, None)), ()),
    ],
)
def test_a_candidate_is_dominated_by_one_nowhere_worse_and_once_better_whatever_is_unknown(
    rows: tuple[tuple[float | None, float | None], ...], dominators: tuple[str, ...]
) -> None:
    assert evaluate(problem(*rows), simulate=False).of("other").dominated_by == dominators


def test_when_all_fail_a_must_have_nobody_wins_and_the_ranks_they_would_have_are_told() -> None:
    result = evaluate(problem((40, 90), (30, 10), must=50))
    assert (result.verdict.kind, result.verdict.winner) == (NONE, None)
    assert [(line.rank, line.would_rank) for line in result.ranking] == [(None, 1), (None, 2)]
    assert result.stability == {}
    assert "all_fail" in {warning.code for warning in result.warnings}


def test_the_best_score_cannot_win_over_a_failed_must_have() -> None:
    result = evaluate(problem((40, 100), (60, 10), (55, 10), must=50))
    assert result.verdict.winner == "other"
    assert [line.candidate for line in result.ranking] == ["other", "c", "same"]
    assert (result.of("same").rank, result.of("same").would_rank) == (None, 1)


def test_an_unknown_must_have_of_the_winner_keeps_it_from_being_clear() -> None:
    result = evaluate(problem((None, 100), (51, 0), must=50))
    assert result.of("same").unknown_musts == ("same",)
    assert result.verdict.kind is CLOSE
    assert "unknown_must" in {warning.code for warning in result.warnings}


def test_a_criterion_that_carries_the_whole_weight_leaves_no_room_to_speak_of() -> None:
    shared = problem((80, 20), (60, 20))
    whole = replace(shared, weights=PointWeights("direct", (("same", 100.0), ("other", 0.0))))
    rule = evaluate(whole).verdict.rule
    assert rule.endswith("One criterion carries the whole weight, so the others have no proportions to keep.")
    assert "may move" not in rule
    alone = replace(
        shared,
        criteria=shared.criteria[:1],
        weights=PointWeights("direct", (("same", 100.0),)),
        cells=tuple(cell for cell in shared.cells if cell.criterion == "same"),
    )
    rule = evaluate(alone).verdict.rule
    assert rule.endswith("There is only one criterion, so there is no other to shift its weight to.")
    assert "may move" not in rule
    assert "whole weight" not in evaluate(shared).verdict.rule


def test_two_that_fail_are_both() -> None:
    assert judge(standing(points=(), candidates=2), NAMES).rule == "Both candidates fail a must-have."
    assert judge(standing(points=(), candidates=3), NAMES).rule == "All 3 candidates fail a must-have."
