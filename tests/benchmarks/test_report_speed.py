"""How long reports take in a warm process, in CPU time of one core, and how much memory the worker needs for them.

Targets: 30 pages 500 ms, 300 pages 4 s, 200 MB at most. The same content is written by WeasyPrint (from exported HTML)
and by fpdf2 (text and tables only: no tags, links or charts), so that the figures can be judged on any machine.
"""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import reports
from consultant_desk.domain.snapshot import ReportSnapshot
from reports import blocks, wire
from reports.composing import compose
from reports.fonts import FontBook
from reports.frames import Frame, read_frame, write_frame
from reports.html.page import html_of
from reports.published import published
from reports.rich import Rich, text_of
from reports.theme import Theme
from reports.worker import ReportWorker, WorkCancelled, worker_command
from tests.reports.largest import many_pages

THIRTY, THREE_HUNDRED = 5, 95
MEGABYTES = 200

cpu = pytest.mark.benchmark(timer=time.process_time)


@pytest.fixture(scope="module")
def short() -> ReportSnapshot:
    return many_pages(THIRTY)


@pytest.fixture(scope="module")
def long() -> ReportSnapshot:
    return many_pages(THREE_HUNDRED)


@cpu
@pytest.mark.within(500)
def test_thirty_pages(benchmark: BenchmarkFixture, short: ReportSnapshot) -> None:
    built = benchmark.pedantic(reports.build, (short,), rounds=10, warmup_rounds=1)
    benchmark.extra_info["pages"] = built.pages
    assert 30 <= built.pages <= 33


@cpu
@pytest.mark.within(4_000)
def test_three_hundred_pages(benchmark: BenchmarkFixture, long: ReportSnapshot) -> None:
    built = benchmark.pedantic(reports.build, (long,), rounds=3, warmup_rounds=1)
    benchmark.extra_info["pages"] = built.pages
    assert 300 <= built.pages <= 310


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory a running process held")
def test_memory_of_the_worker_for_three_hundred_pages(benchmark: BenchmarkFixture, long: ReportSnapshot) -> None:
    peak = benchmark.pedantic(_peak_of_a_worker, (long,), rounds=1)
    benchmark.extra_info["peak_mb"] = round(peak)
    assert peak <= MEGABYTES


def _peak_of_a_worker(snapshot: ReportSnapshot) -> float:
    """Return the most memory in megabytes that a worker held which built one report.

    It is read before the worker ends: what is told of an ended process counts what this one held when it forked.
    """
    child = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin, child.stdout:
        write_frame(child.stdin, Frame({"job": "build"}, wire.dumps(snapshot)))
        while (answer := read_frame(child.stdout)) is not None and "report" not in answer.head:
            assert "fault" not in answer.head
        status = Path(f"/proc/{child.pid}/status").read_text()
    child.wait()
    return int(status.split("VmHWM:")[1].split()[0]) / 1_000


@pytest.mark.within(300)
def test_cancelling_three_hundred_pages(benchmark: BenchmarkFixture, long: ReportSnapshot) -> None:
    """The time from asking until the caller is free and the process is gone."""
    worker, running = ReportWorker(), list[threading.Thread]()
    stop = threading.Event()

    def start() -> None:
        stop.clear()
        drawing = threading.Event()

        def build() -> None:
            with pytest.raises(WorkCancelled):
                worker.build(long, stop.is_set, lambda so_far: drawing.set() if so_far.page else None)

        running.append(threading.Thread(target=build))
        running[-1].start()
        assert drawing.wait(60)

    def cancel() -> None:
        stop.set()
        running[-1].join()

    benchmark.pedantic(cancel, setup=start, rounds=3)
    worker.close()


@cpu
def test_weasyprint_for_comparison(benchmark: BenchmarkFixture, short: ReportSnapshot) -> None:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # it needs Pango, which pip does not install
        pytest.skip(f"WeasyPrint cannot be loaded here: {error}")
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of styles that are for screens
    page = re.sub(r"display:\s*(grid|flex)", "display:block", html_of(short).decode())  # it fails on a grid over pages
    pdf = benchmark.pedantic(lambda: HTML(string=page).write_pdf(), rounds=1)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        benchmark.extra_info["pages"] = len(document.pages)


@cpu
def test_fpdf2_for_comparison(benchmark: BenchmarkFixture, short: ReportSnapshot) -> None:
    pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    shown = published(short)
    theme = Theme(shown.brand, shown.options.page_size, FontBook("Inter"))
    composition = compose(shown, theme, lambda _blocks, _scale: True)
    pages = benchmark.pedantic(_by_fpdf2, (composition.blocks,), rounds=3)
    benchmark.extra_info["pages"] = pages


def _by_fpdf2(content: Iterable[blocks.Block]) -> int:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    for style, name in (("", "Inter-Regular"), ("B", "Inter-SemiBold")):
        pdf.add_font("Inter", style, str(files("resources.fonts") / f"{name}.ttf"))
    pdf.set_margin(57)
    pdf.set_auto_page_break(auto=True, margin=57)
    pdf.add_page()

    def words(rich: Rich, size: float = 9.5, style: str = "") -> None:
        pdf.set_font("Inter", style, size)
        pdf.multi_cell(0, size * 1.45, text_of(rich), new_x="LMARGIN", new_y="NEXT")

    def flat(inner: Iterable[blocks.Block]) -> str:
        return " ".join(text_of(one.rich) for one in inner if isinstance(one, blocks.Text | blocks.Line | blocks.Chip))

    def table(block: blocks.Table) -> None:
        rows = [row for row in (block.header, *block.rows) if row.cells]
        if len(block.shares) != max(len(row.cells) for row in rows):
            return
        pdf.set_font("Inter", "", 8.5)
        with pdf.table(col_widths=block.shares, line_height=12, first_row_as_headings=bool(block.header.cells)) as grid:
            for row in rows:
                line = grid.row()
                for cell in row.cells:
                    line.cell(flat(cell.content), colspan=cell.span)

    def write(one: blocks.Block) -> None:
        match one:
            case blocks.Opening() | blocks.Subheading():
                words(one.title, 16, "B")
            case blocks.Text() | blocks.Line() | blocks.Chip():
                words(one.rich)
            case blocks.Table():
                words(one.title, 8, "B")
                table(one)
            case blocks.Exhibit():
                words(one.title, 8, "B")
                pdf.ln(one.drawing.height)
            case blocks.Items():
                for item in one.items:
                    for inner in item.body:
                        write(inner)
            case blocks.Columns():
                for _share, inners in one.columns:
                    for inner in inners:
                        write(inner)
            case blocks.Box() | blocks.Together() | blocks.OnePage():
                for inner in one.content:
                    write(inner)
            case _:
                pass

    for block in content:
        write(block)
    pdf.output()
    return pdf.pages_count
