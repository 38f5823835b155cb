from __future__ import annotations

import io
import sys
import threading

import pytest
import xlsxwriter
from PIL import Image

import reports
from consultant_desk.errors import EnvironmentFailure, UserError
from reports.frames import Frame, read_frame, write_frame
from reports.html.page import html_of
from reports.markdown import markdown_of
from reports.signer import Stamp
from reports.worker import ReportWorker, WorkCancelled
from tests.reports.identities import PASSPHRASE, SIGNED_AT, identity
from tests.reports.sample import sample_interests, sample_snapshot

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(scope="module")
def worker():
    one = ReportWorker()
    yield one
    one.close()


def test_the_worker_gives_the_same_bytes_as_this_process(worker):
    here = reports.build(sample_snapshot())
    assert worker.build(sample_snapshot()) == here


def test_the_worker_writes_the_same_html_and_markdown_as_this_process(worker):
    assert worker.html(sample_snapshot()) == html_of(sample_snapshot())
    assert worker.markdown(sample_snapshot()) == markdown_of(sample_snapshot())


@pytest.mark.parametrize("write", ["html", "markdown"])
def test_a_refusal_of_another_format_is_the_same_sentence(worker, write):
    with pytest.raises(UserError, match="interests are not disclosed"):
        getattr(worker, write)(sample_snapshot(interests=sample_interests()[1:]))


def test_a_refusal_in_the_worker_arrives_as_the_same_sentence(worker):
    with pytest.raises(UserError, match="interests are not disclosed"):
        worker.build(sample_snapshot(interests=sample_interests()[1:]))


def test_the_worker_draws_an_svg_logo(worker):
    logo = worker.accept_logo(SVG)
    with Image.open(io.BytesIO(logo.png)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (logo.width, logo.height)


def test_the_worker_verifies(worker):
    pdf = reports.build(sample_snapshot()).pdf
    assert worker.verify(pdf).valid
    assert not worker.verify(pdf[:-1]).valid


def test_the_worker_encrypts_and_opens_what_it_encrypted(worker):
    copy = worker.encrypt(reports.build(sample_snapshot()).pdf, "geheim 1")
    assert worker.verify(copy, password="geheim 1").valid
    assert "not its password" in worker.verify(copy, password="geheim 2").of("readable").detail
    with pytest.raises(UserError, match="needs a password"):
        worker.encrypt(copy, "")


def test_the_worker_signs_with_the_time_it_is_given(worker):
    mine = identity()
    assert worker.certificate(mine, PASSPHRASE).name == "Mara Lindqvist"
    signed = worker.sign(reports.build(sample_snapshot()).pdf, (mine, PASSPHRASE), SIGNED_AT, Stamp(colour="#B45309"))
    verification = worker.verify(signed)
    assert verification.valid
    assert "2026-11-21, 09:30 UTC" in verification.of("signature").detail
    with pytest.raises(UserError, match="passphrase does not open"):
        worker.certificate(mine, "wrong")


@pytest.mark.parametrize("name", ["reportlab_settings", "local_rl_settings", "pikepdf", "json"])
def test_nothing_that_lies_in_the_folder_one_works_in_is_run(name, tmp_path, monkeypatch):
    mark = tmp_path / "run"
    (tmp_path / f"{name}.py").write_text(f"open({str(mark)!r}, 'w').close()", "utf-8")
    monkeypatch.chdir(tmp_path)
    worker = ReportWorker()
    try:
        assert not worker.verify(b"no report").valid
    finally:
        worker.close()
    assert not mark.exists()


def test_a_statement_in_a_workbook_may_be_longer_than_a_matrix(worker):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("September")
    for row in range(1_500):
        sheet.write_row(row, 1, (f"T{row}", row / 4))
    book.close()
    table = worker.read_statement_table(data.getvalue())
    assert (table.sheet, table.column, len(table.rows), table.rows[3]) == ("September", 1, 1_500, ("T3", 0.75))
    with pytest.raises(UserError, match="B1001 lies outside"):
        worker.read_table(data.getvalue())


def test_a_cancelled_build_ends_at_once_and_the_next_one_works():
    stopped = threading.Event()
    stopped.set()
    worker = ReportWorker(SLEEPER)
    with pytest.raises(WorkCancelled):
        worker.build(sample_snapshot(), stopped.is_set)
    worker.close()


def test_what_waits_for_its_turn_can_be_cancelled_and_what_is_under_way_goes_on():
    worker = ReportWorker(SLEEPER)
    begun, first, second = threading.Event(), threading.Event(), threading.Event()
    ended = []

    def build(stop):
        def cancelled():
            begun.set()
            return stop.is_set()

        with pytest.raises(WorkCancelled):
            worker.build(sample_snapshot(), cancelled)
        ended.append(stop)

    building = threading.Thread(target=build, args=(first,))
    building.start()
    assert begun.wait(30)
    second.set()
    waiting = threading.Thread(target=build, args=(second,))
    waiting.start()
    waiting.join(30)
    assert ended == [second]
    assert worker._child.alive()
    first.set()
    building.join(30)
    worker.close()
    assert ended == [second, first]


def test_a_worker_that_dies_is_told_and_replaced():
    worker = ReportWorker([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(EnvironmentFailure, match="ended before"):
        worker.build(sample_snapshot())
    worker.close()


def test_a_build_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("reports.worker.BUILD_SECONDS", 0.1)
    worker = ReportWorker(SLEEPER)
    with pytest.raises(EnvironmentFailure, match="too long"):
        worker.build(sample_snapshot())
    worker.close()


def test_what_failed_is_named_in_the_sentence(monkeypatch):
    monkeypatch.setattr("reports.worker.LOGO_SECONDS", 0.1)
    worker = ReportWorker(SLEEPER)
    with pytest.raises(EnvironmentFailure, match="The picture took too long"):
        worker.accept_logo(SVG)
    worker.close()


def test_a_frame_comes_back_as_it_was_sent():
    pipe = io.BytesIO()
    write_frame(pipe, Frame({"job": "x", "n": [1, None]}, b"\0body"))
    pipe.seek(0)
    assert read_frame(pipe) == Frame({"job": "x", "n": [1, None]}, b"\0body")
    assert read_frame(pipe) is None


def test_a_cut_or_oversized_frame_is_the_end_of_the_stream():
    pipe = io.BytesIO()
    write_frame(pipe, Frame({}, b"body"))
    assert read_frame(io.BytesIO(pipe.getvalue()[:-1])) is None
    assert read_frame(io.BytesIO(b"\xff" * 8 + b"x")) is None


def test_a_process_that_had_no_memory_left_does_no_further_job():
    child = """
import os, sys
import reports.worker_jobs as jobs
from reports.frames import Frame
def without_memory(frame):
    raise MemoryError
jobs._html_job = without_memory
jobs._markdown_job = lambda frame: Frame({}, str(os.getpid()).encode())
sys.exit(jobs.worker_main())
"""
    worker = ReportWorker([sys.executable, "-c", child])
    try:
        first = worker.markdown(sample_snapshot())
        assert worker.markdown(sample_snapshot()) == first
        with pytest.raises(EnvironmentFailure, match="memory"):
            worker.html(sample_snapshot())
        assert worker.markdown(sample_snapshot()) != first
    finally:
        worker.close()
