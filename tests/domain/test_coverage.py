from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.coverage import Asked, Capability, Outcome, outcome_of, standing_of

priorities = st.sampled_from(["must", "should", "could", "wont", ""])
requirements = st.lists(priorities, max_size=12).map(
    lambda found: [Asked(f"r{place}", moscow) for place, moscow in enumerate(found)]
)
answers = st.dictionaries(st.integers(0, 11).map(lambda place: f"r{place}"), st.sampled_from(Capability))


@given(requirements, answers)
def test_every_requirement_that_is_asked_for_counts_once(asked: list[Asked], levels: dict[str, Capability]) -> None:
    standing = standing_of(asked, levels)
    for moscow, tally in (("must", standing.musts), ("should", standing.shoulds), ("could", standing.coulds)):
        assert tally.asked == sum(one.moscow == moscow for one in asked)
        assert tally.met + tally.with_work + tally.not_met + tally.unknown == tally.asked


@given(requirements, answers)
def test_only_a_must_that_is_known_not_to_be_met_throws_out(asked: list[Asked], levels: dict[str, Capability]) -> None:
    failed = {one.id for one in asked if one.moscow == "must" and levels.get(one.id) is Capability.NO}
    standing = standing_of(asked, levels)
    assert set(standing.failed) == failed
    assert standing.out == bool(failed)


@given(requirements)
def test_nothing_known_passes_nothing(asked: list[Asked]) -> None:
    standing = standing_of(asked, {})
    assert standing.musts.met == standing.musts.with_work == 0
    assert standing.open == tuple(one.id for one in asked if one.moscow == "must")
    assert not standing.out


@pytest.mark.parametrize(
    ("level", "outcome"),
    [
        (Capability.BUILT_IN, Outcome.MET),
        (Capability.CONFIGURATION, Outcome.MET),
        (Capability.ADD_ON, Outcome.MET),
        (Capability.CUSTOM, Outcome.WITH_WORK),
        (Capability.NO, Outcome.NOT_MET),
        (Capability.UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_what_can_be_had_now_meets_and_what_must_be_made_meets_with_work(level: Capability, outcome: Outcome) -> None:
    assert outcome_of(level) is outcome
    assert level.words
