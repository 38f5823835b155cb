from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.report_options import PageSize
from reports.charts.names import told_apart
from reports.composing import compose
from reports.fonts import FAMILIES, FontBook
from reports.theme import Theme
from tests.effort import tried
from tests.reports.hard_charts import costly, made, snapshot_of
from tests.reports.recording_pen import recorded
from tests.reports.test_svg import exhibits

EDITIONS = (
    "Microsoft Dynamics 365 Customer Service Professional",
    "Microsoft Dynamics 365 Customer Service Enterprise",
    "Salesforce Service Cloud Enterprise Edition",
    "Salesforce Service Cloud Unlimited Edition",
    "Zendesk Suite",
)
words = st.text(st.characters(categories=("L", "Nd", "Zs", "Mn", "So")), max_size=60)


def test_names_that_would_be_cut_alike_keep_what_tells_them_apart():
    assert told_apart(EDITIONS, 28, len) == [
        "Microsoft Dynam…Professional",
        "Microsoft Dynamic…Enterprise",
        "Salesforce S…Enterprise Edi…",
        "Salesforce S…Unlimited Edit…",
        "Zendesk Suite",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Contoso Flow", "Fabrikam One"),
        ("A name that is long and of its own in every way", "Another that is as long, of its own as well"),
        ("The same long name of a product twice", "The same long name of a product twice"),
        (),
    ],
    ids=["short", "unlike", "one and the same", "none"],
)
def test_other_names_stay_as_they_are(names):
    assert told_apart(names, 28, len) == list(names)


def test_a_name_that_another_goes_on_from_is_told_apart():
    one, other = told_apart(("Contoso Desk for small shops", "Contoso Desk for small shops Plus"), 20, len)
    assert one != other


def test_accents_and_joined_pictures_are_not_torn_apart():
    same = "Vorgangsbearbeitung"
    one, other = told_apart((f"{same}e\u0301{same}", f"{same}e\u0300{same}"), 12, len)
    assert (one[-7:][1], other[-7:][1]) != ("\u0301", "\u0300")
    assert "…e\u0301" in one
    assert "…e\u0300" in other


@tried(55)
@given(st.lists(words, max_size=5), words)
def test_a_name_cut_in_the_middle_has_room(ends, start):
    names = [f"{start}{end}" for end in ends]
    for name, shown in zip(names, told_apart(names, 28, len), strict=True):
        assert shown == name or len(shown) <= 28


@given(words, st.sets(st.text("abcdefghij", min_size=1, max_size=12), min_size=2, max_size=5))
def test_names_that_differ_in_their_last_word_are_all_told_apart(start, ends):
    names = [f"{start} of a desk that is long {end}" for end in sorted(ends)]
    shown = told_apart(names, 28, len)
    assert len(set(shown)) == len(names)


def row_names(marks):
    """Return the names at the left edge, those on two lines joined."""
    rows = []
    for above, mark in zip([None, *marks], marks, strict=False):
        goes_on = above is not None and 0 < above.bottom - mark.bottom < 10
        rows.append(f"{rows.pop()} {mark.words}" if goes_on else mark.words)
    return rows


@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_candidates_and_no_two_criteria_read_the_same_in_a_chart(family):
    problem = costly(made(5, 6))
    candidates = tuple(replace(one, name=name) for one, name in zip(problem.candidates, EDITIONS, strict=True))
    criteria = tuple(
        replace(one, name=f"Costs of running it for three years, {place} of six")
        for place, one in enumerate(problem.criteria)
    )
    snapshot = snapshot_of(replace(problem, candidates=candidates, criteria=criteria))
    fonts = FontBook(family)
    for one in exhibits(compose(snapshot, Theme(snapshot.brand, PageSize.A4, fonts), lambda *_: True).blocks):
        marks = [mark for mark in recorded(fonts, one.drawing) if mark.kind == "text" and mark.figure is None]
        rows = row_names([mark for mark in marks if mark.left == 0 and mark.words])
        assert len(set(rows)) == len(rows), rows
        shown = {mark.words for mark in marks if mark.words.endswith("…") and mark.words.count("…") == 1}
        unclear = {words: [name for name in EDITIONS if name.startswith(words[:-1])] for words in shown}
        assert [words for words, names in unclear.items() if len(names) > 1] == []
