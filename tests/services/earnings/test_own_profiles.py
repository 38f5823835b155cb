"""Profiles of one's own: copied, edited, tested on a file, shared as a file, and the shipped ones they stand in for."""

import pytest

from consultant_desk.entities.statement import StatementProfile
from consultant_desk.errors import UserError
from consultant_desk.imports.statements.profile_toml import MAX_BYTES
from consultant_desk.imports.statements.shipped import shipped_profiles
from tests.services.earnings.conftest import CASES


def row(desk, key):
    return next(one for one in desk.profiles.list() if one.key == key)


def test_all_shipped_profiles_are_listed_with_how_sure_their_columns_are(desk):
    assert {one.key for one in desk.profiles.list()} == {one.key for one in shipped_profiles()}
    assert (row(desk, "awin").header_status, row(desk, "awin").own) == ("documented", False)


def test_a_copy_stands_in_the_place_of_the_shipped_one_until_it_is_deleted(desk):
    shipped = desk.profiles.text("awin")
    assert desk.profiles.copy("awin").value == "awin"
    assert (row(desk, "awin").own, row(desk, "awin").hides) == (True, True)
    assert desk.profiles.text("awin") == shipped
    assert len(desk.profiles.list()) == len(shipped_profiles())
    desk.profiles.trash("awin")
    assert not row(desk, "awin").own
    desk.undo()
    assert row(desk, "awin").own


def test_a_deleted_profile_comes_back_from_the_trash(desk):
    desk.profiles.copy("awin")
    desk.profiles.trash("awin")
    (thrown,) = desk.trash.list()
    desk.trash.restore(thrown.kind, thrown.id)
    assert row(desk, "awin").own


def test_a_shipped_profile_is_never_changed(desk):
    for act in (
        lambda: desk.profiles.edit("awin", desk.profiles.text("awin")),
        lambda: desk.profiles.rename("awin", "Mine"),
        lambda: desk.profiles.trash("awin"),
    ):
        with pytest.raises(UserError, match="stays as it is"):
            act()


def test_an_edit_changes_how_the_next_file_is_read(desk):
    desk.profiles.copy("generic")
    text = desk.profiles.text("generic")
    desk.profiles.edit("generic", text.replace(row(desk, "generic").title, "Any file", 1))
    assert row(desk, "generic").title == "Any file"
    assert next(one for one in desk.statements.profiles() if one.key == "generic").title == "Any file"


def test_a_fault_is_told_with_its_place_and_nothing_is_kept(desk):
    desk.profiles.copy("awin")
    text = desk.profiles.text("awin")
    with pytest.raises(UserError, match=r"not TOML .*line 1"):
        desk.profiles.edit("awin", "key = \n" + text)
    with pytest.raises(UserError, match="colour is not a key of a profile"):
        desk.profiles.check('colour = "red"\n' + text)
    with pytest.raises(UserError, match="key is “other”") as refused:
        desk.profiles.edit("awin", text.replace('key = "awin"', 'key = "other"', 1))
    assert "It stays" in refused.value.sentence()
    assert desk.profiles.text("awin") == text


def test_a_new_title_keeps_the_rest_of_the_text(desk):
    desk.profiles.copy("awin")
    before = desk.profiles.text("awin")
    desk.profiles.rename("awin", '  Awin "DE"\\ ')
    after = desk.profiles.text("awin")
    assert row(desk, "awin").title == 'Awin "DE"\\'
    assert [one for one in after.splitlines() if not one.startswith("title")] == [
        one for one in before.splitlines() if not one.startswith("title")
    ]
    with pytest.raises(UserError, match="cannot be empty"):
        desk.profiles.rename("awin", "  ")


def test_the_copy_of_ones_own_is_another_profile(desk):
    desk.profiles.copy("awin")
    keys = [desk.profiles.copy("awin").value for _ in range(2)]
    assert keys == ["awin_2", "awin_3"]
    title = row(desk, "awin").title
    assert [row(desk, key).title for key in keys] == [f"{title} (copy)", f"{title} (copy 2)"]


def test_a_profile_goes_out_as_a_file_and_comes_back(desk):
    desk.profiles.copy("awin")
    desk.profiles.rename("awin", "Awin, shared")
    data = b"\xef\xbb\xbf" + desk.profiles.text("awin").replace("\n", "\r\n").encode()
    desk.profiles.trash("awin")
    assert desk.profiles.take_in(data, "awin.toml").value == "awin"
    assert row(desk, "awin").title == "Awin, shared"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * (MAX_BYTES + 1), "larger than any profile"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"a = " + b"[" * 20_000, "not TOML"),
        (b"", "key is missing"),
        (b"\x00", "not TOML"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(desk, data, said):
    with pytest.raises(UserError, match=said):
        desk.profiles.take_in(data, "evil.toml")
    assert not any(one.own for one in desk.profiles.list())


def test_a_test_on_a_file_reads_it_and_changes_nothing(desk):
    before = desk.undo_state()
    trial = desk.profiles.try_on((CASES / "awin.csv").read_bytes(), "awin.csv", desk.profiles.text("awin"))
    assert (trial.matched, trial.of, trial.rows, trial.readable, trial.held_count) == (38, 42, 6, 6, 0)
    assert trial.lines[0].amount is not None
    assert trial.lines[0].status is not None
    assert desk.undo_state() == before
    assert desk.earnings.overview().is_empty


def test_a_test_says_which_lines_are_held_and_why(desk):
    data = (CASES / "generic_utf16.txt").read_bytes()
    trial = desk.profiles.try_on(data, "generic_utf16.txt", desk.profiles.text("generic"))
    assert [(one.line, one.held.value, one.detail, one.amount) for one in trial.held] == [
        (5, "unknown status", "locked", None)
    ]


def test_a_test_on_a_file_of_another_source_names_the_missing_columns(desk):
    with pytest.raises(UserError, match="does not have the columns of Awin"):
        desk.profiles.try_on((CASES / "cj.csv").read_bytes(), "cj.csv", desk.profiles.text("awin"))


def test_a_profile_of_another_version_is_told_and_stops_no_import(desk):
    desk.profiles.copy("awin")
    record = row(desk, "awin").id

    def spoil(session):
        session.get(StatementProfile, record).text = "later = true"

    desk._store.change("another version", spoil)
    own = next(one for one in desk.profiles.list() if one.id == record)
    assert own.fault
    assert desk.statements.open((CASES / "awin.csv").read_bytes(), "awin.csv").profile.key == "awin"
