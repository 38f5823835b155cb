"""The section on a real workspace whose ledger answers from memory, and on one that real statements are taken into."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.services.clients import ClientDraft
from tests.ui.earnings.doubles import LedgerDouble, StatementsDouble
from ui.pages import page_specs
from ui.window import Window

NOW = FixedClock(datetime(2026, 11, 19, 10, tzinfo=UTC))
ORACLES = Path(__file__).parents[2] / "oracles" / "statements"


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """A workspace with three clients, made once."""
    folder = tmp_path_factory.mktemp("earnings") / "Mara.desk"
    with Desk.create(folder, name="Mara Lindqvist Advisory", currency="EUR", clock=NOW) as desk:
        for name in ("Harbour Street Dental", "Kestrel Joinery", "Orla Physio"):
            desk.clients.create(ClientDraft(name))
    return folder


@pytest.fixture
def desk(empty_folder, tmp_path):
    with Desk.open(shutil.copytree(empty_folder, tmp_path / "Mara.desk"), clock=NOW) as opened:
        yield opened


@pytest.fixture
def ledger(desk):
    """A ledger with the figures of the mock-up in place of the real one."""
    made = desk.__dict__["earnings"] = LedgerDouble()
    return made


@pytest.fixture
def statements(desk):
    """Statements that are read from memory."""
    made = desk.__dict__["statements"] = StatementsDouble()
    return made


@pytest.fixture
def window(desk, inline_jobs, settings, show):
    made = show(Window(page_specs(), settings, inline_jobs, NOW), 1440, 900)
    made.open_desk(desk, "earnings")
    return made


@pytest.fixture
def page(window):
    return window.current_page()


@pytest.fixture
def statement_file(tmp_path):
    file = tmp_path / "partnerstack-rewards-2026-11.csv"
    file.write_text("id,amount\n1,2\n")
    return file
