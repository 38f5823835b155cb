"""Backups: verified, thinned, alarming when records vanish."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.entities.client import Client
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import backup
from consultant_desk.storage.backup import Why, back_up, backups, kept_of, thin, verify
from consultant_desk.storage.purge import purge
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store
from consultant_desk.storage.trash import trash
from tests.storage.conftest import START, SteppingClock


def add(store: Store, count: int = 1) -> tuple[str, ...]:
    rows = [{"name": f"C{number}"} for number in range(count)]
    return store.change("Add", lambda session: insert_rows(session, Client, rows)).value


def test_a_backup_of_an_open_workspace_holds_everything_and_says_so(store: Store) -> None:
    add(store, 3)
    made = back_up(store.layout, why=Why.ASKED, clock=store.clock)
    assert made.manifest.counts["client"] == 3
    assert made.manifest.workspace == store.info.id
    assert sorted(path.name for path in made.folder.iterdir()) == ["manifest.json", "workspace.db"]
    verify(made)
    assert backups(store.layout) == (made,)


def test_a_backup_that_was_changed_afterwards_does_not_verify(store: Store) -> None:
    made = back_up(store.layout, why=Why.ASKED, clock=store.clock)
    data = bytearray(made.database.read_bytes())
    data[5000] ^= 1
    made.database.write_bytes(data)
    with pytest.raises(EnvironmentFailure):
        verify(made)


def test_a_failed_backup_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "write_atomic", full)
    with pytest.raises(EnvironmentFailure, match="full"):
        back_up(store.layout, why=Why.ASKED, clock=store.clock)
    assert list(store.layout.backups.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_by_the_next(store: Store) -> None:
    left = store.layout.backups / ".2026.abcd.tmp"
    left.mkdir()
    (left / "workspace.db").write_bytes(b"half")
    back_up(store.layout, why=Why.ASKED, clock=store.clock)
    assert not left.exists()


def test_a_backup_is_due_once_a_day_and_only_after_changes(store: Store) -> None:
    def journal() -> int:
        return store.journal_number()

    assert backup.is_due(store.layout, journal(), store.clock)
    back_up(store.layout, why=Why.DAILY, clock=store.clock)
    later = SteppingClock(START + timedelta(days=2))
    assert not backup.is_due(store.layout, journal(), later)
    assert not backup.has_changed(store.layout, journal())
    add(store)
    assert not backup.is_due(store.layout, journal(), store.clock)
    assert backup.is_due(store.layout, journal(), later)
    assert backup.has_changed(store.layout, journal())


def test_an_alarm_is_raised_when_a_fifth_of_the_records_are_gone(store: Store) -> None:
    clients = add(store, 20)
    assert back_up(store.layout, why=Why.ASKED, clock=store.clock).alarm == ""
    for client in clients[:4]:
        store.change("Delete", lambda session, one=client: trash(session, "client", one, store.clock))
    assert "client: 20 before, 16 now" in back_up(store.layout, why=Why.ASKED, clock=store.clock).alarm
    purge(store)
    assert back_up(store.layout, why=Why.ASKED, clock=store.clock).alarm == ""


def test_two_backups_of_one_moment_are_both_kept(store: Store) -> None:
    from consultant_desk.domain.clock import FixedClock

    for _ in range(2):
        back_up(store.layout, why=Why.ASKED, clock=FixedClock(START))
    assert len(backups(store.layout)) == 2


moments = st.lists(
    st.integers(0, 800 * 24).map(lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
    unique=True,
    max_size=120,
)


@given(moments)
def test_thinning_keeps_the_latest_ten_and_the_last_of_days_weeks_and_months(made: list[datetime]) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    kept = kept_of(made, now)
    newest = sorted(made, reverse=True)
    assert set(newest[:10]) <= kept <= set(made)
    assert len(kept) <= 10 + 7 + 5 + 12
    months = {(moment.year, moment.month) for moment in made}
    for month in sorted(months, reverse=True)[:12]:
        assert max(moment for moment in made if (moment.year, moment.month) == month) in kept


@given(moments)
def test_thinning_twice_keeps_what_thinning_once_kept(made: list[datetime]) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert kept_of(kept_of(made, now), now) == kept_of(made, now)


def hourly(store: Store, count: int) -> None:
    for number in range(count):
        back_up(store.layout, why=Why.ASKED, clock=SteppingClock(START + timedelta(minutes=number)))


def test_older_backups_are_removed_as_new_ones_are_made(store: Store) -> None:
    hourly(store, 13)
    assert len(backups(store.layout)) == 10


def test_nothing_is_removed_while_no_kept_backup_is_sound(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(backup, "thin", lambda *_: ())
        hourly(store, 12)
    for made in backups(store.layout)[:10]:
        made.database.write_bytes(b"broken")
    assert thin(store.layout, START + timedelta(days=1)) == ()
    assert len(backups(store.layout)) == 12


def test_a_folder_that_is_no_backup_is_passed_over(store: Store) -> None:
    strange: Path = store.layout.backups / "notes"
    strange.mkdir()
    (strange / "manifest.json").write_text("[1]")
    (strange / "workspace.db").write_text("x")
    assert backups(store.layout) == ()
