"""Previews are built after a pause, the newest only, and the old document is closed when it is replaced."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject

from reports.built import BuiltReport
from reports.worker import WorkCancelled
from ui.reports.builder import PreviewBuilder
from ui.reports.pictures import Opened, PageImages, PageSize

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj
trailer<</Root 1 0 R>>"""


def built():
    return BuiltReport(PDF, 1, "")


def test_several_changes_within_the_pause_are_one_build(jobs, qtbot):
    owner = QObject()
    builder = PreviewBuilder(jobs, owner, pause=20)
    calls = []
    with qtbot.waitSignal(builder.built):
        for number in range(5):
            builder.want(lambda _cancelled, number=number: (calls.append(number), built())[1])
    assert calls == [4]


def test_a_new_build_cancels_the_old_and_only_the_new_one_arrives(jobs, qtbot):
    owner = QObject()
    builder = PreviewBuilder(jobs, owner, pause=0)
    started, was_cancelled = Event(), Event()

    def slow(cancelled):
        started.set()
        while not cancelled():
            was_cancelled.wait(0.005)
        was_cancelled.set()
        raise WorkCancelled

    arrived = []
    builder.built.connect(arrived.append)
    builder.want(slow, at_once=True)
    qtbot.waitUntil(started.is_set)
    builder.want(lambda _cancelled: built(), at_once=True)
    qtbot.waitUntil(lambda: len(arrived) == 1)
    assert was_cancelled.is_set()
    assert arrived[0].document.sizes == (PageSize(200, 100),)


def test_what_was_just_written_drops_the_build_under_way_and_builds_anew(jobs, qtbot):
    owner = QObject()
    builder = PreviewBuilder(jobs, owner, pause=0)
    started, goes_on = Event(), Event()
    arrived, calls = [], []

    def build(_cancelled):
        calls.append(len(calls))
        started.set()
        if len(calls) == 1:
            goes_on.wait(5)  # it does not notice that it was cancelled
        return BuiltReport(PDF, len(calls), "")

    builder.built.connect(lambda preview: arrived.append(preview.report.pages))
    builder.want(build, at_once=True)
    qtbot.waitUntil(started.is_set)
    builder.outdated()
    goes_on.set()
    qtbot.waitUntil(lambda: arrived != [])
    assert arrived == [2]


class Pictures:
    def __init__(self):
        self.rendered, self.closed = [], False

    def render(self, page, scale):
        from reports.preview import PageImage

        assert not self.closed
        self.rendered.append((page, scale))
        return PageImage(4, 2, b"\xff" * 24)

    def close(self):
        self.closed = True


def test_large_pages_come_before_small_ones(jobs, qtbot):
    owner = QObject()
    images, pictures = PageImages(jobs, owner), Pictures()
    images.show_document(Opened(pictures, (PageSize(2, 1),) * 4))
    for page in range(4):
        images.image(page, 0.1, 1.0)
    images.image(2, 1.0, 1.0)
    qtbot.waitUntil(lambda: len(pictures.rendered) == 5)
    assert pictures.rendered[1] == (2, 2.0)


def test_a_replaced_document_is_closed_and_its_pages_stay_until_new_ones_come(jobs, qtbot):
    owner = QObject()
    images, old, new = PageImages(jobs, owner), Pictures(), Pictures()
    images.show_document(Opened(old, (PageSize(2, 1),)))
    images.image(0, 1.0, 1.0)
    qtbot.waitUntil(lambda: images.image(0, 1.0, 1.0) is not None)
    images.show_document(Opened(new, (PageSize(2, 1),)))
    assert images.image(0, 1.0, 1.0) is not None
    qtbot.waitUntil(lambda: old.closed and len(new.rendered) == 1)
