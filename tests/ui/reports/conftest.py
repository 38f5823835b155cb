"""A report on a real workspace, in a window; pages are built in this process, as the worker does in its own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.evaluations import InterestDraft, ItemDraft
from reports.document import build_report
from reports.encryption import encrypted_copy
from reports.html.page import html_of
from reports.markdown import markdown_of
from reports.progress import unheard
from reports.signing import certificate_of, sign
from reports.verify import verify
from reports.wire import dumps
from reports.worker import WorkCancelled
from ui.pages import Page, PageSpec
from ui.reports.page import ReportsPage
from ui.widgets.fields import Field
from ui.window import Window

TODAY = datetime(2026, 11, 21, 10, tzinfo=UTC)
HARBOUR = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"


BUILT = {}


def built(snapshot, tell):
    """Return the report of a snapshot, and tell of it as the worker does; each is built once for all tests."""
    key = dumps(snapshot)
    if key not in BUILT:
        told = []
        BUILT[key] = build_report(snapshot, told.append), told
    report, told = BUILT[key]
    for progress in told:
        tell(progress)
    return report


class WorkerHere:
    """Does what the worker process does, and counts."""

    def __init__(self):
        self.builds = 0

    def build(self, snapshot, cancelled=lambda: False, tell=unheard):
        if cancelled():
            raise WorkCancelled
        self.builds += 1
        return built(snapshot, tell)

    def html(self, snapshot, cancelled=lambda: False):
        return html_of(snapshot)

    def markdown(self, snapshot, cancelled=lambda: False):
        return markdown_of(snapshot)

    def verify(self, pdf, issued_sha256=None, cancelled=lambda: False, *, password=""):
        return verify(pdf, issued_sha256=issued_sha256, password=password)

    def encrypt(self, pdf, password, cancelled=lambda: False):
        return encrypted_copy(pdf, password)

    def certificate(self, pkcs12, passphrase, cancelled=lambda: False):
        return certificate_of(pkcs12, passphrase)

    def sign(self, pdf, identity, when, visible=None, cancelled=lambda: False):
        return sign(pdf, *identity, visible=visible, when=when)

    def close(self):
        return None


class Elsewhere(Page):
    """Another section, with a field."""

    def __init__(self, shell):
        super().__init__(shell, "Elsewhere")
        self.field = Field(name="Something else")
        self.body.addWidget(self.field)


@pytest.fixture
def worker():
    return WorkerHere()


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """An empty workspace, one with the evaluation, and its id; made once, because copying is faster."""
    home = tmp_path_factory.mktemp("reports")
    Desk.create(home / "Empty.desk", name="Mara Lindqvist Advisory", clock=FixedClock(TODAY)).close()
    shutil.copytree(home / "Empty.desk", home / "Filled.desk")
    with Desk.open(home / "Filled.desk", clock=FixedClock(TODAY)) as opened:
        return home, fill(opened)


@pytest.fixture
def desk(request, folders, tmp_path, worker):
    name = "Filled.desk" if "evaluation" in request.fixturenames else "Empty.desk"
    with Desk.open(shutil.copytree(folders[0] / name, tmp_path / "Test.desk"), clock=FixedClock(TODAY)) as opened:
        opened.reports._worker = worker
        yield opened


@pytest.fixture
def evaluation(desk, folders):
    return folders[1]


def fill(desk):
    """Put a client with its evaluation in and return the evaluation's id."""
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    work = desk.clients.add_engagement(client, EngagementDraft("Customer desk", "short list")).value
    made = desk.evaluations.import_file(HARBOUR.read_text("utf-8"), engagement_id=work).value
    desk.practice.edit(consultant="Mara Lindqvist")
    desk.practice.add_brand("Mara Lindqvist")
    desk.evaluations.add_recommendation_item(made, "reason", ItemDraft("One owner per request"))
    return made


def state_all(desk, evaluation):
    """Lock weights and scores, then state for every product that nothing is paid."""
    desk.evaluations.lock(evaluation)
    sheet = desk.evaluations.sheet(evaluation)
    for candidate in sheet.problem.candidates:
        if not candidate.baseline:
            desk.evaluations.set_interest(evaluation, candidate.id, InterestDraft())


@pytest.fixture
def report(desk, evaluation):
    return desk.reports.create(evaluation).value


@pytest.fixture
def window(desk, inline_jobs, settings, show):
    kinds = frozenset({"report", "evaluation_report"})
    made = Window(
        (
            PageSpec("reports", "Reports", "file-text", ReportsPage, kinds, takes=frozenset({".pdf"})),
            PageSpec("elsewhere", "Elsewhere", "sun", Elsewhere),
        ),
        settings,
        inline_jobs,
        FixedClock(TODAY),
    )
    show(made, 1440, 868)
    made.open_desk(desk)
    return made


@pytest.fixture
def page(report, window):
    shown = window.current_page()
    shown.open(report)
    return shown
