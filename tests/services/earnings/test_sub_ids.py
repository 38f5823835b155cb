"""A sub-id joins a commission to a client where it is surely that of a link; else somebody is asked."""

from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.plan import Choice, Decision, Question
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.rows.earnings import CommissionFilter
from tests.services.earnings.conftest import Import, csv_of


@pytest.fixture
def client(desk: Desk) -> str:
    return desk.clients.create(ClientDraft("Harbour Bakeries")).value


def give(desk: Desk, client: str, sub_id: str, account: str | None = None) -> None:
    draft = ProgrammeDraft("Nimbus CRM", account_id=account, base_url="https://n.example/", sub_id_parameter="s")
    programme = desk.programmes.add(draft).value
    desk.programmes.add_link(LinkDraft(programme, client, sub_id=sub_id))


def asked(desk: Desk, ref: str) -> list[str]:
    opened = desk.statements.open(csv_of(f"A,2026-09-01,Orbit,10.00,EUR,approved,,{ref}"), "s.csv", account="Net")
    return [row.near for row in desk.statements.plan(opened).rows if row.question is Question.UNKNOWN_REF]


@pytest.mark.parametrize(
    ("link", "ref", "near"),
    [
        ("client-014", "client-002", False),
        ("client-014", "client-15", False),
        ("client-014", "cleint-014", True),
        ("harbour-1", "harbour-2", True),
    ],
)
def test_another_number_is_another_client_unless_the_name_says_who_it_is(
    desk: Desk, client: str, link: str, ref: str, near: bool
) -> None:
    give(desk, client, link)
    assert asked(desk, ref) == ([link] if near else [])


def test_that_is_a_link_of_another_account_is_asked_about(desk: Desk, take: Import, client: str) -> None:
    account = take("awin.csv").account_id
    give(desk, client, "client-77", account)
    assert asked(desk, "Client-77") == ["client-77"]
    opened = desk.statements.open(csv_of("A,2026-09-01,Orbit,10.00,EUR,approved,,client-77"), "s.csv", account="N")
    (row,) = desk.statements.plan(opened).rows
    desk.statements.apply(opened, {row.line: Decision(Choice.CLIENT)})
    mine = desk.earnings.commission_sums(CommissionFilter(client_id=client))
    assert mine.count == 1
