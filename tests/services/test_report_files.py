"""What a report is written as: a draft as it stands, an issued one and all that goes with it as it was issued."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.sample import MAIN_EVALUATION
from consultant_desk.services.evaluations import ScoreEdit
from consultant_desk.services.evaluations.matrix import MatrixFormat
from tests.reports.identities import PASSPHRASE, identity

from .conftest import NOW

GB = Formats("en_GB")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory, sample_of_now: Path) -> Iterator[tuple[Desk, str, bytes]]:
    """A report that was issued, after which a score of its evaluation changed; and its matrix when it was issued."""
    folder = shutil.copytree(sample_of_now, tmp_path_factory.mktemp("files") / "Sample.desk")
    with Desk.open(folder, clock=FixedClock(NOW)) as desk:
        evaluation = desk.evaluations.find_id(MAIN_EVALUATION)
        report = desk.reports.draft_of(evaluation)
        assert report is not None
        desk.reports.issue(report, recipients="Aoife Brennan")
        before = desk.reports.matrix(report, MatrixFormat.CSV, GB)
        desk.evaluations.open_again(evaluation, "A new price list")
        problem = desk.evaluations.problem(evaluation)
        cell = next(one for one in problem.cells if isinstance(one.value, float))
        assert isinstance(cell.value, float)
        desk.evaluations.set_scores(evaluation, [ScoreEdit(cell.candidate, cell.criterion, cell.value * 0.9)])
        yield desk, report, before


def test_matrix_and_data_of_an_issued_report_are_those_it_was_issued_with(issued: tuple[Desk, str, bytes]) -> None:
    desk, report, before = issued
    evaluation = desk.reports.sheet(report).evaluation_id
    assert desk.reports.matrix(report, MatrixFormat.CSV, GB) == before
    assert desk.evaluations.export_matrix(evaluation, MatrixFormat.CSV, GB) != before
    data = json.loads(desk.reports.evaluation_file(report))
    assert data != json.loads(desk.evaluations.export(evaluation))


def test_a_web_page_and_markdown_of_an_issued_report_say_the_version(issued: tuple[Desk, str, bytes]) -> None:
    desk, report, _ = issued
    assert desk.reports.html(report).lower().startswith(b"<!doctype html>")
    assert "ersion 1" in desk.reports.markdown(report).decode()


def test_a_copy_with_a_password_says_that_it_is_locked_until_the_password_is_right(
    issued: tuple[Desk, str, bytes],
) -> None:
    desk, report, _ = issued
    copy = desk.reports.encrypted(report, "bread and butter")
    assert desk.reports.verify(copy).locked
    assert desk.reports.verify(copy, "butter and bread").locked
    opened = desk.reports.verify(copy, "bread and butter")
    assert (opened.valid, opened.locked) == (True, False)


def test_a_file_that_is_no_report_is_not_taken_for_a_locked_one(issued: tuple[Desk, str, bytes]) -> None:
    assert not issued[0].reports.verify(b"hello").locked


@pytest.mark.parametrize("stamp", [False, True])
def test_a_signed_copy_is_known_as_the_file_that_was_issued(issued: tuple[Desk, str, bytes], *, stamp: bool) -> None:
    desk, report, _ = issued
    signed = desk.reports.signed(report, identity(), PASSPHRASE, stamp=stamp)
    answer = desk.reports.verify(signed)
    assert answer.of("signature").ok
    assert answer.of("issued").ok
    assert desk.reports.pdf(report) == signed[: len(desk.reports.pdf(report))]


def test_a_draft_is_not_signed(issued: tuple[Desk, str, bytes]) -> None:
    desk, report, _ = issued
    draft = desk.reports.revise(report).value
    with pytest.raises(UserError, match="still a draft"):
        desk.reports.signed(draft, identity(), PASSPHRASE)
