from __future__ import annotations

from consultant_desk.desk import Desk
from consultant_desk.services.clients import ClientDraft


def test_restoring_is_an_undo_step_that_names_the_record(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    desk.clients.trash(client)
    desk.trash.restore("client", client)
    assert desk.undo_state().undo == "Restore Harbour Bakeries"
    desk.undo()
    assert [record.title for record in desk.trash.list()] == ["Harbour Bakeries"]


def test_an_emptied_trash_cannot_be_undone_and_leaves_the_rest(desk: Desk) -> None:
    gone = desk.clients.create(ClientDraft("Gone", engagement="Work")).value
    kept = desk.clients.create(ClientDraft("Kept")).value
    desk.clients.trash(gone)
    assert desk.trash.purge().value.records >= 2
    assert desk.trash.list() == ()
    assert [row.id for row in desk.clients.list()] == [kept]
    assert desk.undo().value == "Add client Kept"


def test_a_new_workspace_has_nothing_to_undo(desk: Desk) -> None:
    assert desk.undo_state().undo is None
    assert desk.undo().value is None
    assert desk.practice.sheet().name == "Mara Lindqvist Advisory"
