from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.evaluations.columns import Columns, Pane, lines_of


@given(st.lists(st.integers(50, 900), max_size=6), st.integers(100, 1600))
def test_every_pane_stands_in_one_line_and_a_line_fits_unless_it_is_one_pane(leasts, width):
    lines = lines_of(leasts, width)
    assert [place for start, end in lines for place in range(start, end)] == list(range(len(leasts)))
    assert all(end - start == 1 or sum(leasts[start:end]) <= width for start, end in lines)


@pytest.mark.parametrize(("width", "tops"), [(1200, 1), (800, 2), (400, 3)])
def test_panes_stack_where_there_is_less_width(width, tops, show):
    panes = [Pane("One", width=368, least=320), Pane("Two", least=370), Pane("Three", width=380, least=340)]
    columns = show(Columns(panes), width, 400)
    assert len({pane.y() for pane in panes}) == tops
    assert all(pane.x() + pane.width() <= columns.width() for pane in panes)


def test_a_pane_that_is_not_wanted_leaves_its_room_to_the_others(show):
    one, two = Pane("One", least=300), Pane("Two", least=300)
    columns = show(Columns((one, two)), 900, 200)
    beside = one.width()
    columns.want(two, wanted=False)
    columns.layout().activate()
    assert not two.isVisible()
    assert one.width() > beside
    columns.want(two, wanted=True)
    assert two.isVisible()


def test_a_pane_can_be_given_another_width_beside_others_or_a_line_of_its_own(show):
    one, two = Pane("One", least=300), Pane("Two", width=320, least=300)
    columns = show(Columns((one, two)), 900, 200)
    assert (two.width(), one.y()) == (320, two.y())
    columns.resize_pane(two, 500, 400)
    columns.layout().activate()
    assert (two.width(), one.y()) == (500, two.y())
    columns.resize_pane(two, 500, 700)
    columns.layout().activate()
    assert two.y() > one.y()
    assert two.width() > 700
