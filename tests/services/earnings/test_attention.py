"""Which days of sales are late is found by halving, and is what the terms say of each day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.services.earnings.attention import late_spans
from consultant_desk.services.earnings.terms import TermsBook

TODAY = date(2026, 11, 29)
DAYS = [(TODAY - timedelta(days=back)).isoformat() for back in range(500)]
VERSIONS = st.lists(
    st.builds(
        Terms,
        st.sampled_from(["", "2026-01-31", "2026-06-01", "2026-10-15", "2027-01-01"]),
        st.just("EUR"),
        lock=st.sampled_from(LockRule),
        lock_days=st.integers(1, 31),
        hold_days=st.sampled_from([0, 10, 95]),
        cycle=st.sampled_from(Cycle),
        cycle_day=st.integers(1, 7),
        cycle_month=st.integers(1, 3),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda terms: terms.effective_from,
)


@given(VERSIONS)
def test_a_day_is_late_where_its_terms_say_so(versions: list[Terms]) -> None:
    book = TermsBook({"orbit": tuple(versions)})
    spans = late_spans(book, TODAY)
    for day in DAYS:
        due = book.due_on("orbit", day)
        late = bool(due) and due < TODAY.isoformat()
        assert any(first <= day <= last for _programme, first, last in spans) == late, day


def test_without_terms_nothing_is_late() -> None:
    assert late_spans(TermsBook({}), TODAY) == []
