"""The ranking at the side: rows keep room for what they say, the last one too."""

from __future__ import annotations

from dataclasses import replace

from ui.evaluations.opening import open_evaluation
from ui.evaluations.ranking_list import NOTE
from ui.evaluations.ranking_panel import RankingPanel


def without(problem, candidate, criterion):
    cells = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != (candidate, criterion))
    return replace(problem, cells=cells)


def test_the_last_row_gets_room_for_its_note_as_soon_as_it_has_one(session, problem, show, qtbot):
    panel = show(RankingPanel(session), 272, 700)
    before = panel.rows.height()
    session.load(open_evaluation(without(problem, "keep", "eu")))
    assert session.result.ranking[-1].candidate == "keep"
    qtbot.waitUntil(lambda: panel.rows.height() == before + NOTE, timeout=2000)
    session.load(open_evaluation(problem))
    qtbot.waitUntil(lambda: panel.rows.height() == before, timeout=2000)


def test_a_screen_reader_hears_the_ranking_of_a_moved_weight_after_a_moment_not_in_every_frame(session, show, qtbot):
    rows = show(RankingPanel(session), 272, 700).rows
    before = rows.accessibleDescription()
    assert before == rows.as_text()
    told = []
    rows.setAccessibleDescription = told.append
    for share in (0.4, 0.5, 0.6):
        session.move("cost", share)
    assert told == []
    assert rows.as_text() != before
    qtbot.waitUntil(lambda: told == [rows.as_text()])
