"""Positions of rows among their siblings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.order import between, spread


@given(st.lists(st.integers(0, 10_000), max_size=120))
def test_rows_inserted_anywhere_keep_the_order_they_were_put_in(places: list[int]) -> None:
    rows: list[str] = []
    for place in places:
        index = place % (len(rows) + 1)
        before = rows[index - 1] if index else None
        after = rows[index] if index < len(rows) else None
        rows.insert(index, between(before, after))
    assert rows == sorted(rows)
    assert len(set(rows)) == len(rows)


def test_a_thousand_rows_appended_stay_short_and_in_order() -> None:
    rows = spread(1000)
    assert rows == sorted(set(rows))
    assert max(map(len, rows)) <= 4


def test_a_thousand_rows_put_in_front_stay_short() -> None:
    first = between(None, None)
    for _ in range(1000):
        first = between(None, first)
    assert len(first) <= 4


def test_empty_text_means_there_is_no_neighbour() -> None:
    assert between("", "") == between(None, None)


def test_between_two_rows_of_the_same_position_the_result_follows_them_and_precedes_the_next() -> None:
    first, following = spread(2)
    assert first < between(first, first) < following


@given(st.text(max_size=4))
def test_a_text_that_is_no_position_is_refused_or_answered_in_order(text: str) -> None:
    try:
        found = between(text or None, None)
    except ValueError:
        return
    assert found > text


def test_a_text_of_other_letters_is_no_position() -> None:
    with pytest.raises(ValueError, match="no position"):
        between("é", None)
