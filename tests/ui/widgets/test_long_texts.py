"""Texts nobody foresaw: shown as typed, and however long without keeping the window waiting."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextOption

from ui.models.lists import ListRow
from ui.widgets.fields import TextArea
from ui.widgets.lists import RecordList
from ui.widgets.text import LONGEST, NARROWEST, Text

ENDLESS = "x" * 200_000


@pytest.mark.parametrize("text", ['<b>bold</b> & &amp; "q"', "مرحبا", "\u202egnp.exe", "🙂", "a\x00b\x1b[31m"])
def test_a_label_keeps_what_was_typed_as_plain_text(text, show):
    label = show(Text(text, wrap=True))
    assert label.text() == text
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_of_an_endless_word_no_more_is_laid_out_than_can_be_read(show):
    label = show(Text(ENDLESS, wrap=True))
    assert label.text() == ENDLESS
    layout, _height = label._laid_out(NARROWEST)
    assert len(layout.text()) == LONGEST + 1
    assert layout.text().endswith("…")


def test_a_label_without_room_does_not_ask_for_a_line_per_letter(show):
    label = show(Text(ENDLESS, wrap=True))
    assert label.heightForWidth(1) == label.heightForWidth(NARROWEST)


def test_an_endless_line_is_elided(show):
    label = show(Text(ENDLESS), width=200)
    assert len(label._elided(200)) < 200


def test_what_stands_at_the_right_of_a_row_leaves_its_title_to_be_read(show):
    def beginning(right):
        rows = show(RecordList(name="Evaluations"), 300, 60)
        rows.set_rows([ListRow("a", "Customer desk", "No verdict yet", right)])
        return rows.viewport().grab().toImage().copy(0, 0, 140, 52)

    assert beginning(ENDLESS) == beginning("")


def test_in_an_editor_an_endless_word_is_broken_anywhere_and_words_are_not(show):
    area = show(TextArea(ENDLESS, name="Note"))
    assert area.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    area.show_value("two words")
    assert area.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    pasted = QMimeData()
    pasted.setText(ENDLESS)
    area.insertFromMimeData(pasted)
    assert area.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    assert area.toPlainText() in {"two words" + ENDLESS, ENDLESS + "two words"}
