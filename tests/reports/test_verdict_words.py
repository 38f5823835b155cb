"""What a report says of the verdict: its heading, its lead, and what would change it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import reports
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
from consultant_desk.domain.report_options import ReportOptions, Section
from consultant_desk.domain.snapshot import InterestKind, SnapshotInterest, SnapshotReason
from reports.rich import plain, text_of
from reports.words import Words, words_for
from reports.words.language import language_for
from tests.reports.reading import bold_text, flat, page_texts
from tests.reports.sample import sample_problem, sample_snapshot


def summary_of(problem: Problem, **changes) -> str:
    interests = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    options = ReportOptions(sections=(Section.SUMMARY,))
    fields = {"problem": problem, "result": evaluate(problem), "interests": interests, "options": options}
    fields |= {"needs": (), "evidence": (), "reasons": (), **changes}
    built = reports.build(sample_snapshot(**fields))
    return flat(page_texts(built.pdf)[1])


def with_weight(problem: Problem, criterion: str, points: float) -> Problem:
    assert isinstance(problem.weights, PointWeights)
    changed = tuple((key, points if key == criterion else value) for key, value in problem.weights.points)
    return replace(problem, weights=PointWeights("direct", changed))


def only(problem: Problem, *candidates: str) -> Problem:
    return replace(
        problem,
        candidates=tuple(one for one in problem.candidates if one.id in candidates),
        cells=tuple(cell for cell in problem.cells if cell.candidate in candidates),
    )


def test_the_heading_names_a_close_second_and_what_it_costs():
    assert flat("Choose Northwind Desk; Contoso Flow is close behind and costs €5,900 less") in summary_of(
        sample_problem()
    )


def test_the_heading_says_when_there_is_no_clear_winner():
    words = summary_of(with_weight(sample_problem(), "learn", 15.5))
    assert flat("No clear winner: Northwind Desk and Contoso Flow are 0.4 points apart") in words


def test_the_heading_says_when_two_tie():
    problem = only(sample_problem(), "northwind", "contoso")
    same = tuple(cell for cell in problem.cells if cell.candidate == "northwind")
    cells = same + tuple(replace(cell, candidate="contoso") for cell in same)
    words = summary_of(replace(problem, cells=cells))
    assert flat("No clear winner: Northwind Desk and Contoso Flow both score 76.0") in words
    assert flat("share the first place, each with 76.0 of 100 points.") in words
    assert flat("are level: a change of their scores may decide between them.") in words
    assert flat("comes first in") not in words
    assert flat("Why Northwind Desk") not in words


def test_a_tie_of_three_names_them_all_and_no_winner_in_any_section():
    problem = only(sample_problem(), "northwind", "contoso", "fabrikam")
    same = tuple(cell for cell in problem.cells if cell.candidate == "northwind")
    cells = same + tuple(replace(cell, candidate=key) for key in ("contoso", "fabrikam") for cell in same)
    level = replace(problem, cells=cells)
    interests = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in level.candidates)
    sections = ReportOptions(sections=(Section.SUMMARY, Section.RANKING, Section.MATRIX, Section.STABILITY))
    fields = {"problem": level, "result": evaluate(level), "interests": interests, "options": sections}
    built = reports.build(sample_snapshot(**fields, needs=(), evidence=(), reasons=()))
    words = flat("".join(page_texts(built.pdf)))
    assert flat("No clear winner: Northwind Desk, Contoso Flow and Fabrikam One all score 76.0") in words
    assert flat("Northwind Desk against Contoso Flow, in points") in words
    assert flat("nobody is ahead of Northwind Desk") in words
    for untrue in ("Lead of 0.0", "stays first", "loses the first place", "has the best", "Why Northwind", "First in"):
        assert flat(untrue) not in words
    assert flat("put Northwind Desk first") not in words
    assert flat("What the weights of each person put first") in words
    assert flat("What other methods put first") in words
    assert words.count(flat("is scored on the word of its vendor")) % 3 == 0  # of each of the three or of none


def test_those_that_share_the_first_place_stand_out_alike():
    problem = only(sample_problem(), "northwind", "contoso", "fabrikam")
    same = tuple(cell for cell in problem.cells if cell.candidate == "northwind")
    shared = same + tuple(replace(cell, candidate="contoso") for cell in same)
    rest = tuple(cell for cell in problem.cells if cell.candidate == "fabrikam")
    level = replace(problem, cells=shared + rest)
    fields = {"problem": level, "result": evaluate(level), "options": ReportOptions(sections=(Section.RANKING,))}
    bold = bold_text(reports.build(sample_snapshot(**fields, needs=(), evidence=(), reasons=())).pdf)
    ranking = bold.split(flat("criterion by criterion"))[1]
    assert [ranking.count(flat(name)) for name in ("Northwind Desk 76.0", "Contoso Flow 76.0")] == [2, 2]
    assert flat("Fabrikam One") not in ranking


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({"xylo": (80, 40), "yolo": (40, 80)}, "or of the weights may decide between them."),
        ({"xylo": (80, 40), "yolo": (40, 80), "zed": (40, 80)}, "or of the weights may end the tie."),
        ({"xylo": (40, 80), "yolo": (40, 80)}, "level: a change of their scores may decide between them."),
        ({"xylo": (40, 80), "yolo": (40, 80), "zed": (40, 80)}, "level: a change of their scores may end the tie."),
    ],
)
def test_weights_are_said_to_end_a_tie_only_where_one_does(scores, said):
    words = summary_of(weighed({"fit": 50, "ease": 50}, **scores))
    assert flat(said) in words
    assert flat("leads.") not in words  # a weight at its bound is in that sentence already
    assert flat("No single weight") not in words


def test_in_a_tie_a_reason_has_no_points_in_front():
    problem = weighed({"fit": 50, "ease": 50}, xylo=(80, 40), yolo=(40, 80))
    words = summary_of(problem, reasons=(SnapshotReason("It is quick.", "fit"),))
    assert flat("It is quick.") in words
    assert flat("Fit: +20.0 points") not in words


def test_a_name_with_a_full_stop_of_its_own_gets_no_second_one():
    words = Words(language_for("en"), {"left": "{name} is ahead of {other}. Then {name}.", "bold": "*{name}.* More."})
    assert text_of(words.say("left", name="Contoso Co.", other="A")) == "Contoso Co. is ahead of A. Then Contoso Co."
    assert text_of(words.say("bold", name="Contoso Co.")) == "Contoso Co. More."
    quoted = (*plain("“"), *plain("Contoso Co."), *plain("”"), *plain(""))
    assert text_of(words.say("bold", name=quoted)) == "“Contoso Co.” More."


def test_a_name_that_ends_in_a_bracket_gets_the_full_stop_of_its_sentence():
    say, name = words_for("en-GB").say, "Jira (Atlassian Inc.)"
    assert text_of(say("interest.undisclosed", names=name)) == "Not disclosed yet: Jira (Atlassian Inc.)."
    told = text_of(say("stability.chart.note.tie", winner=name))
    assert told == "Band: nobody is ahead of Jira (Atlassian Inc.). Tick: the weight now."


def test_a_winner_with_an_unknown_must_have_and_a_wide_lead_is_not_called_close():
    problem = only(sample_problem(), "northwind", "keep")
    criteria = tuple(
        replace(one, must=MustHave(MustOp.AT_LEAST, value=0.0)) if one.id == "links" else replace(one, must=None)
        for one in problem.criteria
    )
    cells = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != ("northwind", "links"))
    keep = replace(problem.candidates[-1], baseline=False)
    changed = replace(problem, criteria=criteria, cells=cells, candidates=(*problem.candidates[:-1], keep))
    assert evaluate(changed).verdict.open_musts == ("links",)
    words = summary_of(changed)
    assert flat("Choose Northwind Desk if it meets") in words
    assert flat("close behind") not in words
    assert flat("turns out not to meet what it must:") in words


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (("links",), "the must-have on Till and book-keeping links is not known"),
        (("order", "links"), "the must-haves on Order lookup and Till and book-keeping links are not known"),
    ],
)
def test_the_only_one_that_can_win_is_not_said_to_meet_a_must_have_that_is_not_known(unknown, said):
    musts = {"links": MustHave(MustOp.AT_LEAST, value=1.0), "order": MustHave(MustOp.AT_MOST, value=120.0)}
    problem = only(sample_problem(), "northwind", "keep")  # the spreadsheet has no links at all
    changed = replace(
        problem,
        criteria=tuple(replace(one, must=musts.get(one.id)) for one in problem.criteria),
        cells=tuple(cell for cell in problem.cells if cell.candidate != "northwind" or cell.criterion not in unknown),
    )
    words = summary_of(changed)
    assert flat(f"Northwind Desk is the only candidate that fails no must-have; {said}") in words
    assert flat("Northwind Desk turns out not to meet what it must:") in words
    assert flat("Another candidate that meets every must-have and scores higher.") in words


def test_the_verdict_and_its_rule_have_one_mark_between_them():
    problem = weighed({"fit": 50, "ease": 50}, xylo=(66, 66), yolo=(62, 66))
    first, second = problem.candidates
    problem = replace(problem, candidates=(first, replace(second, name="Yolo!")))
    interests = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    options = ReportOptions(sections=(Section.STABILITY,))
    fields = {"problem": problem, "result": evaluate(problem, simulate=False), "interests": interests}
    built = reports.build(sample_snapshot(**fields, options=options, needs=(), evidence=(), reasons=()))
    assert flat("Xylo, closely followed by Yolo! Lead of 2.0 points") in flat("".join(page_texts(built.pdf)))


def test_one_criterion_is_no_sign_of_steady_weights():
    criterion = next(one for one in sample_problem().criteria if one.id == "learn")
    problem = replace(
        only(sample_problem(), "northwind", "contoso"),
        criteria=(replace(criterion, group=None),),
        groups=(),
        weights=PointWeights("direct", (("learn", 1.0),)),
        stakeholders=(),
        costs=(),
    )
    problem = replace(problem, cells=tuple(cell for cell in problem.cells if cell.criterion == "learn"))
    interests = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    options = ReportOptions(sections=(Section.MATRIX, Section.STABILITY))
    built = reports.build(
        sample_snapshot(
            problem=problem, result=evaluate(problem), interests=interests, options=options, evidence=(), reasons=()
        )
    )
    words = flat("".join(page_texts(built.pdf)))
    assert flat("One criterion carries the whole weight") in words
    assert flat("1 of 1 criteria") not in words
    assert flat("No weight moved by a fifth") not in words


def weighed(points: dict[str, float], **scores: tuple[float, ...]) -> Problem:
    """Criteria with direct values and these weights, candidates with one score on each of them."""
    criteria = tuple(Criterion(key, key.title(), Direction.MAX, DirectValue()) for key in points)
    candidates = tuple(Candidate(key, key.title()) for key in scores)
    cells = tuple(Cell(key, one, score) for key, row in scores.items() for one, score in zip(points, row, strict=True))
    return Problem("x", criteria, PointWeights("direct", tuple(points.items())), candidates, cells=cells)


def test_a_weight_of_nothing_that_can_change_the_winner_is_named_last():
    problem = weighed({"fit": 50, "ease": 50, "speed": 0}, xylo=(70, 70, 0), yolo=(60, 60, 80))
    words = summary_of(problem)
    assert flat("Speed above 11.1 % of the weight (now 0 %): Yolo leads.") in words
    assert flat("No single weight can change the winner.") not in words
    weights = {"speed": 0, "fit": 50, "ease": 25, "cost": 25}
    words = summary_of(weighed(weights, xylo=(0, 70, 60, 90), yolo=(80, 60, 70, 60)))
    assert words.index(flat("Ease above")) < words.index(flat("Speed above 11.1 %"))
    words = summary_of(weighed({"fit": 50, "speed": 0}, xylo=(70, 80), yolo=(60, 80)))
    assert flat("No single weight can change the winner.") in words


def test_a_single_candidate_is_asked_for_another_one():
    words = summary_of(only(sample_problem(), "northwind"))
    assert flat("Another candidate that meets every must-have and scores higher.") in words
    assert flat("No single weight") not in words


def test_the_heading_of_a_single_candidate_is_its_score():
    assert flat("Northwind Desk is the only candidate and scores 76.0 of 100") in summary_of(
        only(sample_problem(), "northwind")
    )


def test_the_heading_says_when_every_candidate_fails_a_must_have():
    def strict(one: Criterion) -> Criterion:
        return replace(one, must=MustHave(MustOp.AT_LEAST, value=6.0)) if one.id == "links" else one

    problem = replace(sample_problem(), criteria=tuple(strict(one) for one in sample_problem().criteria))
    words = summary_of(problem)
    assert flat("None of the 5 candidates meets every must-have") in words
    assert flat("fails: Till and book-keeping links") in words


def test_the_heading_of_a_report_whose_scores_are_all_unknown_names_no_winner():
    assert flat("No clear winner") in summary_of(replace(sample_problem(), cells=()))


def test_a_clear_winner_is_named_with_its_lead():
    words = summary_of(only(sample_problem(), "northwind", "keep"))
    assert re.search(r"ChooseNorthwindDesk;itleadsKeepthespreadsheetby\d\d\.\dpoints", words)


def test_staying_as_one_is_can_be_the_recommendation():
    words = summary_of(with_weight(with_weight(only(sample_problem(), "tailspin", "keep"), "cost", 200), "learn", 200))
    assert flat("Stay with “Keep the spreadsheet”") in words


def test_no_payment_is_said_in_so_many_words():
    words = summary_of(sample_problem())
    assert flat("No vendor pays us, whatever you choose: no commission, no referral fee, no share.") in words


def test_a_product_is_said_to_be_recommended_and_to_pay_nothing_only_where_one_is():
    problem = sample_problem()
    interests = tuple(
        SnapshotInterest(one.id, InterestKind.REFERRAL if one.id == "contoso" else InterestKind.NONE)
        for one in problem.candidates
    )
    said = flat("The recommended product pays us nothing.")
    assert said in summary_of(problem, interests=interests)
    near = with_weight(problem, "learn", 15.5)
    assert evaluate(near).verdict.winner == "northwind"
    assert said not in summary_of(near, interests=interests)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({"xylo": (60, 60), "yolo": (90, 0), "zed": (0, 90)}, "Xylo has the best value in no single criterion, but"),
        ({"xylo": (60, 60), "yolo": (60, 10), "zed": (10, 60)}, "Xylo shares the best value in 2 of 2 criteria"),
        ({"xylo": (60, 60), "yolo": (50, 60)}, "has the best or an equal value in 2 of 2 criteria, alone in 1"),
    ],
    ids=["nowhere best", "never alone", "alone in one"],
)
def test_the_matrix_never_says_that_a_winner_is_the_best_in_nothing(scores, said):
    problem = weighed({"fit": 50, "ease": 50}, **scores)
    interests = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    fields = {"problem": problem, "result": evaluate(problem), "interests": interests}
    options = ReportOptions(sections=(Section.MATRIX,))
    built = reports.build(sample_snapshot(**fields, options=options, needs=(), evidence=(), reasons=()))
    assert flat(said) in flat("".join(page_texts(built.pdf)))
