from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.lines import BREAK, Ink, Run, balanced, break_lines, narrowed, width_of
from reports.rich import Figure

INK = Ink("F", 10.0, "#000000")
OTHER = Ink("F", 10.0, "#FF0000")


def measure(_face: str, text: str) -> float:
    return 0.5 * len(text)


def lines(room: float, *runs: Run) -> list[str]:
    return ["".join(one.text for one in line) for line in break_lines(runs, room, measure)]


def test_lines_end_at_spaces_which_are_not_printed():
    assert lines(25, Run(INK, "one two three")) == ["one", "two", "three"]
    assert lines(40, Run(INK, "one two three")) == ["one two", "three"]


def test_a_word_in_two_inks_stays_together():
    assert lines(30, Run(INK, "a bold"), Run(OTHER, "ly")) == ["a", "boldly"]


def test_a_no_break_space_never_ends_a_line():
    assert lines(25, Run(INK, "in 5\u00a0%")) == ["in", "5\u00a0%"]


def test_a_typed_line_end_stays_one():
    assert lines(100, Run(INK, "one\ntwo\n\nthree")) == ["one", "two", "", "three"]


def test_a_long_word_is_broken_inside():
    assert lines(20, Run(INK, "abcdefghij")) == ["abcd", "efgh", "ij"]
    assert lines(2, Run(INK, "ab")) == ["a", "b"]


def test_a_word_of_any_length_is_measured_a_few_times_over_and_not_once_a_line():
    measured = 0

    def counted(face: str, text: str) -> float:
        nonlocal measured
        measured += len(text)
        return measure(face, text)

    assert len(break_lines([Run(INK, "x" * 100_000)], 500, counted)) == 1_000
    assert measured < 20 * 100_000


def test_a_long_word_fits_lines_of_any_width():
    for letters in (1, 127, 128, 129, 255, 256, 257, 1_000):
        assert next(map(len, lines(letters * 5, Run(INK, "x" * 3_000)))) == letters


def test_an_address_ends_a_line_where_it_may():
    assert lines(30, Run(INK, f"a.b/{BREAK}c/{BREAK}defg")) == ["a.b/c/", "defg"]


def test_east_asian_text_breaks_between_characters():
    assert lines(10, Run(INK, "山田太郎")) == ["山田", "太郎"]


def test_a_figure_is_on_the_line_that_prints_it():
    figure = Figure("score/a", "76.0")
    broken = break_lines([Run(INK, "scores "), Run(INK, "76.0", figure), Run(INK, " of 100")], 30, measure)
    assert [[one.figures for one in line] for line in broken] == [[()], [(figure,)], [()]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=6), st.floats(5, 200))
def test_nothing_is_lost_and_no_line_is_too_wide(texts, room):
    runs = [Run(INK if place % 2 else OTHER, text) for place, text in enumerate(texts)]
    broken = break_lines(runs, room, measure)
    printed = "".join(one.text for line in broken for one in line)
    unseen = str.maketrans("", "", f" \n{BREAK}")
    assert printed.translate(unseen) == "".join(texts).translate(unseen)
    assert all(width_of(line) <= room + 1e-3 or len("".join(one.text for one in line)) == 1 for line in broken)


def test_type_gets_a_little_smaller_before_a_word_is_cut():
    runs = [Run(INK, "a "), Run(OTHER, "configuration")]
    small = narrowed(runs, 58, measure)
    assert [run.ink.size for run in small] == [10 * 58 / 65] * 2
    assert lines(58, *small) == ["a", "configuration"]


def test_it_stays_as_it_is_where_all_words_fit_or_one_is_far_too_wide():
    runs = [Run(INK, "configuration")]
    assert narrowed(runs, 65, measure) is runs
    assert narrowed(runs, 40, measure) is runs


def test_the_last_line_of_a_heading_is_not_left_with_one_word():
    runs = [Run(INK, "it costs the least and gives the most")]
    broken = break_lines(runs, 160, measure)
    assert ["".join(one.text for one in line) for line in broken] == ["it costs the least and gives the", "most"]
    even = balanced(runs, broken, 160, measure)
    assert ["".join(one.text for one in line) for line in even] == ["it costs the least", "and gives the most"]


def test_no_word_is_cut_for_the_sake_of_even_lines():
    runs = [Run(INK, "Vorgangsbearbeitungssystem und mehr")]
    broken = break_lines(runs, 160, measure)
    even = balanced(runs, broken, 160, measure)
    assert ["".join(one.text for one in line) for line in even] == ["Vorgangsbearbeitungssystem", "und mehr"]


def test_the_space_after_a_link_is_no_part_of_it():
    link = Ink("F", 10.0, "#0000FF", href="https://example.com")
    (line,) = break_lines([Run(INK, "see "), Run(link, "this page"), Run(INK, " first")], 200, measure)
    assert [one.text for one in line] == ["see ", "this page", " first"]
    assert width_of(line) == 0.5 * 10 * len("see this page first")
