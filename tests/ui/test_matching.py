"""Which letters of a title a query marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.matching import folded, match, typed_part


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("harb", "Harbour Bakeries", ((0, 4),)),
        ("bak harb", "Harbour Bakeries", ((0, 4), (8, 11))),
        ("cafe", "Le Café", ((3, 7),)),
        ("our", "Harbour", None),
        ("", "Harbour", ()),
    ],
)
def test_words_are_matched_from_their_start_whatever_case_and_accents(query, title, found):
    assert match(query, title) == found


def test_only_the_letters_typed_are_marked():
    assert typed_part("harb", "Café Harbour", ((5, 12),)) == ((5, 9),)


def test_a_word_found_in_another_form_is_marked_whole():
    assert typed_part("xyz", "Harbour", ((0, 7),)) == ((0, 7),)


@given(st.text(max_size=40))
def test_folding_keeps_every_position(text):
    assert len(folded(text)) == len(text)


@given(st.text(max_size=12), st.text(max_size=40))
def test_what_is_found_lies_inside_the_title(query, title):
    for start, end in match(query, title) or ():
        assert 0 <= start < end <= len(title)
