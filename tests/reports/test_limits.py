"""Whatever a report is asked to hold, it ends: in a report, or in a sentence that says what to do."""

from __future__ import annotations

import struct
import sys
import zlib
from dataclasses import replace
from importlib.resources import files

import pytest

import reports
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.errors import EnvironmentFailure, UserError
from reports import fonts, worker_jobs
from reports.drawing import Drawing
from reports.pen import DrawnFigure
from reports.progress import Stage
from reports.verify import verify
from reports.worker import ReportWorker, WorkCancelled
from tests.reports.largest import many_pages, matrix_of
from tests.reports.pdf_ua import faults_of
from tests.reports.sample import sample_problem, sample_snapshot

# Loads what it needs, then allows itself this much more; the program allows more, and before.
POOR = """
import sys
import reports, reports.worker_jobs as jobs
from tests.reports.sample import sample_snapshot
reports.build(sample_snapshot())
with open("/proc/self/statm") as file:
    jobs.MEMORY_BYTES = int(file.read().split()[0]) * 4096 + 24_000_000
sys.exit(jobs.worker_main())
"""


# A program some of whose fonts are not what they were: in the folder that is named last.
WITHOUT_FONTS = """
import pathlib, sys
from reports import fonts, worker_jobs
fonts.files = lambda _package: pathlib.Path(sys.argv[1])
sys.exit(worker_jobs.worker_main())
"""


@pytest.fixture(scope="module")
def longest():
    return many_pages(100)


@pytest.fixture
def worker():
    one = ReportWorker()
    yield one
    one.close()


def png(side: int) -> bytes:
    """A black picture of this many points each way, in little room."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj()
    line = bytes(1 + (side + 7) // 8)
    data = b"".join([*(packer.compress(line) for _line in range(side)), packer.flush()])
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.slow
@pytest.mark.parametrize(("criteria", "candidates"), [(200, 25), (10, 500)])
def test_a_matrix_of_five_thousand_cells_is_printed_whole(criteria, candidates):
    built = reports.build(matrix_of(criteria, candidates))
    assert built.pages > 60
    assert faults_of(built.pdf) == {}


def test_more_criteria_than_an_evaluation_holds_end_in_a_sentence():
    with pytest.raises(UserError, match="faults"):
        reports.build(matrix_of(5_000, 2))


def test_charts_of_many_lines_go_on_over_pages():
    assert reports.build(matrix_of(50, 46)).pages > 30


def test_a_figure_taller_than_its_room_is_made_smaller():
    def paint(pen):
        pen.rect(0, 0, 10, 10, "#000000")

    figure = DrawnFigure(fonts.FontBook("Inter"), Drawing(100, 1_000, "", paint), 250)
    assert figure.wrap(500, 500) == (25, 250)


@pytest.mark.slow
def test_a_report_of_three_hundred_pages_comes_out_of_the_worker_whole(worker, longest):
    told = []
    built = worker.build(longest, tell=told.append)
    assert built.pages > 300
    assert faults_of(built.pdf) == {}
    assert verify(built.pdf).valid
    drawn = [one for one in told if one.stage is Stage.DRAWING]
    assert told[0].stage is Stage.COMPOSING
    assert told[-1].stage is Stage.FINISHING
    assert [one.page for one in drawn] == list(range(1, built.pages + 1))
    assert {one.pages for one in drawn} == {built.pages}


@pytest.mark.slow
def test_the_longest_build_can_be_cancelled_on_its_way_and_the_next_one_works(worker, longest):
    pages = []
    with pytest.raises(WorkCancelled):
        worker.build(longest, lambda: bool(pages), lambda so_far: so_far.page and pages.append(so_far.page))
    assert pages == [1]
    assert worker.build(sample_snapshot()).pages > 5


def test_what_the_listener_raises_ends_the_build_and_the_next_one_works(worker):
    def refuse(_so_far):
        raise KeyError("listener")

    with pytest.raises(KeyError, match="listener"):
        worker.build(sample_snapshot(), tell=refuse)
    assert worker.build(sample_snapshot()).pages > 5


@pytest.mark.slow
def test_a_build_that_takes_too_long_is_stopped_while_it_tells_how_far_it_is(monkeypatch, worker, longest):
    worker.build(sample_snapshot())
    monkeypatch.setattr("reports.worker.BUILD_SECONDS", 0.5)
    with pytest.raises(EnvironmentFailure, match="The report took too long and was stopped"):
        worker.build(longest)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_build_that_needs_more_memory_than_it_is_given_ends_in_a_sentence(longest):
    poor = ReportWorker([sys.executable, "-c", POOR])
    try:
        with pytest.raises(EnvironmentFailure, match="memory"):
            poor.build(longest)
        assert poor.build(sample_snapshot(needs=(), evidence=(), reasons=())).pages > 5
    finally:
        poor.close()


def test_names_of_ten_thousand_characters_are_printed_and_what_had_no_room_is_named():
    problem, long = sample_problem(), "Northwind " * 1_000
    candidates = tuple(replace(one, name=long) for one in problem.candidates)
    criteria = tuple(replace(one, name=long) for one in problem.criteria)
    problem = replace(problem, title=long, candidates=candidates, criteria=criteria)
    built = reports.build(sample_snapshot(problem=problem, result=evaluate(problem), title=long, client=long))
    assert faults_of(built.pdf) == {}
    assert built.shortened


def test_one_name_of_ten_thousand_characters_without_a_space_is_printed():
    built = reports.build(sample_snapshot(client="N" * 10_000, title="W" * 10_000))
    assert faults_of(built.pdf) == {}
    assert "cover, title" in built.shortened


def test_a_logo_of_thirty_thousand_points_each_way_is_refused_in_a_sentence(worker):
    with pytest.raises(UserError) as refused:
        worker.accept_logo(png(30_000))
    assert refused.value.hint


def test_a_font_that_is_missing_from_the_program_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "files", lambda _package: tmp_path)
    fonts._load.cache_clear()
    try:
        with pytest.raises(EnvironmentFailure, match="A font of the program is missing or damaged: Inter-Regular"):
            reports.build(sample_snapshot())
    finally:
        monkeypatch.undo()
        fonts._load.cache_clear()
        fonts.load_all()
    assert reports.build(sample_snapshot()).pages > 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("refusal", [ValueError, OSError])
def test_a_system_that_refuses_a_limit_of_memory_is_worked_on_without(monkeypatch, refusal):
    import resource

    def refuse(*_limits):
        raise refusal("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    worker_jobs._limit_memory()


@pytest.mark.parametrize("left", [None, 300])
def test_a_worker_without_a_font_names_it_and_still_verifies_what_it_can(tmp_path, left):
    if left is not None:
        whole = (files("resources.fonts") / "Inter-Regular.ttf").read_bytes()
        (tmp_path / "Inter-Regular.ttf").write_bytes(whole[:left])
    bare = ReportWorker([sys.executable, "-c", WITHOUT_FONTS, str(tmp_path)])
    try:
        with pytest.raises(EnvironmentFailure, match="A font of the program is missing or damaged: Inter-Regular"):
            bare.build(sample_snapshot())
        assert not bare.verify(b"no report").valid
    finally:
        bare.close()
