from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.entry import Entry
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    EvidenceState,
    Levels,
    Linear,
)
from ui.evaluations.cells import (
    End,
    Unreadable,
    as_unknown,
    beyond_scale,
    read_end,
    read_entry,
    with_end,
    with_entry,
    with_value,
)
from ui.evaluations.paste import block_text, read_block
from ui.evaluations.score_matrix import starts_score

HOURS = Criterion("support", "Support", Direction.MIN, Linear(24.0, 1.0), unit="h")
EUROS = Criterion("cost", "Cost", Direction.MIN, Linear(36_000.0, 6_000.0), unit="€")
INBOX = Criterion("inbox", "Inbox", Direction.MAX, Levels((("None", 0.0), ("Good", 65.0), ("Great", 100.0))))
PRODUCTS = (Candidate("nw", "Northwind"), Candidate("cf", "Contoso"))


@pytest.mark.parametrize(
    ("criterion", "text", "raw"),
    [
        (HOURS, "7", 7.0),
        (HOURS, " 7.5 h ", 7.5),
        (HOURS, "−3", -3.0),
        (EUROS, "€24,800", 24_800.0),
        (INBOX, "good", "Good"),
        (INBOX, "gre", "Great"),
        (HOURS, "unknown", None),
        (HOURS, "?", None),
    ],
)
def test_what_people_write_for_a_score_is_read(criterion, text, raw):
    assert read_entry(criterion, text) == Entry(raw)
    assert read_end(criterion, text) == raw


@pytest.mark.parametrize(("criterion", "text"), [(HOURS, "fast"), (HOURS, "1 2"), (INBOX, "g"), (INBOX, "Superb")])
def test_what_is_no_score_is_refused_with_a_reason(criterion, text):
    refused = read_entry(criterion, text)
    assert isinstance(refused, Unreadable)
    assert criterion.name in refused.why


def test_two_ends_typed_as_one_text_make_a_range_and_are_refused_for_one_end():
    entry = read_entry(HOURS, "3 h - 15 h")
    assert with_entry(Cell("nw", "support", 7.0, note="Asked"), HOURS, entry) == Cell(
        "nw", "support", None, 3.0, 15.0, note="Asked"
    )
    assert isinstance(read_end(HOURS, "3-15"), Unreadable)


def test_ends_that_do_not_enclose_a_new_value_are_dropped():
    cell = Cell("nw", "support", 7.0, 3.0, 15.0)
    assert with_value(cell, HOURS, 5.0) == Cell("nw", "support", 5.0, 3.0, 15.0)
    assert with_value(cell, HOURS, 20.0) == Cell("nw", "support", 20.0)


def test_an_unknown_score_keeps_why_and_evidence():
    cell = Cell("nw", "support", 7.0, rationale="Asked", evidence=("E1",), evidence_state=EvidenceState.SEEN)
    unknown = as_unknown(cell)
    assert unknown.unknown
    assert (unknown.rationale, unknown.evidence) == ("Asked", ("E1",))


def test_an_end_can_be_set_and_taken_away():
    cell = with_end(Cell("nw", "support", 7.0), End.LOW, 3.0)
    assert cell.low == 3.0
    assert with_end(cell, End.LOW, None).low is None


def test_a_block_names_what_it_cannot_read_by_product_and_criterion():
    plan = read_block("7\tsoon\nGood\t\tmore\n", (HOURS, INBOX), PRODUCTS, {})
    assert [(cell.candidate, cell.criterion, cell.value) for cell in plan.cells] == [
        ("nw", "support", 7.0),
        ("nw", "inbox", "Good"),
    ]
    assert [item.where for item in plan.refused] == ["Support, Contoso"]
    assert plan.beyond == 1


@given(st.lists(st.floats(-1e6, 1e6).map(lambda raw: round(raw, 3)), min_size=2, max_size=2))
def test_what_is_copied_can_be_pasted(raws):
    cells = {(one.id, "support"): Cell(one.id, "support", raw) for one, raw in zip(PRODUCTS, raws, strict=True)}
    plan = read_block(block_text((HOURS,), PRODUCTS, cells), (HOURS,), PRODUCTS, {})
    assert plan.clean
    assert [cell.value for cell in plan.cells] == pytest.approx(raws)


@given(st.text(max_size=200))
def test_no_pasted_text_is_a_crash(text):
    plan = read_block(text, (HOURS, INBOX), PRODUCTS, {})
    assert len(plan.cells) <= 4


def test_only_what_begins_a_score_opens_the_field():
    assert starts_score(HOURS, "7")
    assert not starts_score(HOURS, "u")
    assert starts_score(INBOX, "g")
    assert not starts_score(INBOX, "u")


def test_a_score_of_two_ends_is_copied_and_pasted_whole():
    both = (Cell("nw", "support", None, 3.0, 7.5), Cell("nw", "inbox", None, "None", "Good"))
    cells = {(cell.candidate, cell.criterion): cell for cell in both}
    text = block_text([HOURS, INBOX], [PRODUCTS[0]], cells)
    assert text == "3..7.5\nNone..Good"
    assert read_block(text, [HOURS, INBOX], [PRODUCTS[0]], {}).cells == both


def test_both_ends_beyond_the_scale_are_named_with_what_they_count_as():
    assert beyond_scale(HOURS, None, -2.0, 30.0) == (
        "−2 h and 30 h lie beyond the scale of Support, 24 h to 1 h, and count as 1 h and 24 h."
    )
    assert beyond_scale(HOURS, 7.0, 3.0, 15.0) == ""
    assert beyond_scale(INBOX, "Good") == ""
