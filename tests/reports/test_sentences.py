"""A sentence of one's own keeps its figures, takes new ones, and tells the stale."""

from __future__ import annotations

import pytest

from consultant_desk.domain.snapshot import SnapshotSentence
from reports.rich import Figure, plain
from reports.sentences import PrintedSentence, Sentences, StaleFigure, with_new_figures


@pytest.mark.parametrize(
    ("text", "stale", "wanted"),
    [
        ("76.0 of 100, not 176.0 or 76.05", [("76.0", "74.2")], "74.2 of 100, not 176.0 or 76.05"),
        ("First 1, then 2", [("1", "2"), ("2", "1")], "First 2, then 1"),
        ("**76.0** leads by 1.5", [("1.5", ""), ("76.0", "74.2")], "**74.2** leads by 1.5"),
        ("7 and 7.5", [("7", "8"), ("7.5", "9.5")], "8 and 9.5"),
    ],
)
def test_new_figures_take_the_place_of_stale_ones_where_they_stand_alone(text, stale, wanted):
    assert with_new_figures(text, [StaleFigure(*one) for one in stale]) == wanted


def test_a_new_wording_stays_bound_to_the_figures_that_still_stand_in_it():
    row = PrintedSentence(
        "lead",
        "74.2 leads.",
        "76.0 leads by 1.5.",
        (("74.2", "score/a"),),
        bound=(("76.0", "score/a"), ("1.5", "lead")),
    )
    assert row.figures_for("It leads with 76.0.") == (("74.2", "score/a"), ("76.0", "score/a"))


def test_a_sentence_tells_what_it_is_bound_to():
    own = SnapshotSentence("lead", "A has 76.0.", "A leads.", (("76.0", "score/a"),))
    sentences = Sentences([own], lambda _path: Figure("score/a", "74.2"))
    sentences.worded("lead", plain("A leads."))
    (row,) = sentences.printed
    assert row.bound == (("76.0", "score/a"),)
    assert row.stale == (StaleFigure("76.0", "74.2"),)
