"""A small practice on a real workspace, and the section Clients in a window over it."""

from __future__ import annotations

import shutil
from copy import copy
from datetime import UTC, datetime

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.services.clients import ClientDraft, EngagementDraft, InteractionDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from consultant_desk.services.people import ContactDraft, PersonDraft
from consultant_desk.services.tasks import TaskDraft
from ui.clients.page import ClientsPage
from ui.pages import PageSpec
from ui.window import Window

TODAY = datetime(2026, 11, 21, 10, tzinfo=UTC)


class Practice:
    """The ids of what the tests look for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.fill(desk)

    def fill(self, desk: Desk) -> None:
        """Put everything in."""
        tags = ("food retail", "Galway")
        self.bakeries = desk.clients.create(ClientDraft("Harbour Bakeries", tags=tags)).value
        work = EngagementDraft("New customer desk", "short list", "2026-11-05", 420_000, "EUR", "40")
        self.work = desk.clients.add_engagement(self.bakeries, work).value
        contacts = (ContactDraft("mail", "declan@harbour.example"),)
        self.declan = desk.people.add(self.bakeries, PersonDraft("Declan Moore", "shops", contacts=contacts)).value
        desk.tasks.add(TaskDraft("Present recommendation", "2026-11-24", "", self.bakeries, self.work))
        touch = InteractionDraft(
            "Call about prices", "call", happened_on="2026-11-19", minutes=90, engagement_id=self.work
        )
        desk.clients.log(self.bakeries, touch)
        need = NeedDraft("Nobody sees who replied.", self.declan, "2026-10-21", "call", "a customer writes",
                         "give each request one owner", "nobody waits", 5, 1)  # fmt: skip
        self.need = desk.needs.add(self.work, need).value
        first = RequirementDraft("Runs on the shop tablets", "must", "tried on one tablet", self.declan)
        self.requirement = desk.needs.add_requirement(self.need, first).value
        self.hotels = desk.clients.create(ClientDraft("Moorland Hotels")).value
        closed = EngagementDraft("Old work", "closed")
        self.books = desk.clients.create(ClientDraft("Tern Books")).value
        desk.clients.add_engagement(self.books, closed)

    def needs(self):
        """Return the needs of the bakeries as stored now."""
        return self.desk.clients.sheet(self.bakeries).needs


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """An empty workspace, made once: copying it is faster."""
    folder = tmp_path_factory.mktemp("empty") / "Test.desk"
    Desk.create(folder, name="Test practice", clock=FixedClock(TODAY)).close()
    return folder


@pytest.fixture(scope="session")
def filled(tmp_path_factory, empty_folder):
    """The practice in its folder, made once."""
    folder = shutil.copytree(empty_folder, tmp_path_factory.mktemp("filled") / "Test.desk")
    with Desk.open(folder, clock=FixedClock(TODAY)) as opened:
        return folder, Practice(opened)


@pytest.fixture
def desk(request, tmp_path):
    source = request.getfixturevalue("filled" if "practice" in request.fixturenames else "empty_folder")
    folder = shutil.copytree(source[0] if isinstance(source, tuple) else source, tmp_path / "Test.desk")
    with Desk.open(folder, clock=FixedClock(TODAY)) as opened:
        yield opened


@pytest.fixture
def practice(filled, desk):
    made = copy(filled[1])
    made.desk = desk
    return made


@pytest.fixture
def window(desk, inline_jobs, settings, show):
    made = Window(
        (PageSpec("clients", "Clients", "users", ClientsPage, frozenset({"client"})),),
        settings,
        inline_jobs,
        FixedClock(TODAY),
    )
    show(made, 1440, 868)
    made.open_desk(desk)
    return made


@pytest.fixture
def page(practice, window):
    shown = window.current_page()
    shown.focus_record("client", practice.bakeries)
    return shown
