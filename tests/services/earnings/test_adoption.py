"""What came of a client or a recommendation stands beside how far the client is with it."""

from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.adoption import Adoption, adoption_words
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.rows.earnings import GroupBy
from tests.services.conftest import HARBOUR
from tests.services.earnings.conftest import Import, csv_of


class Advised:
    """A client whose evaluation has a link that paid."""

    def __init__(self, desk: Desk, take: Import) -> None:
        self.client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
        draft = EngagementDraft("Choose a help desk", stage="adopting", stage_since="2026-10-03")
        self.engagement = desk.clients.add_engagement(self.client, draft).value
        self.evaluation = desk.evaluations.import_file(HARBOUR, engagement_id=self.engagement).value
        self.title = desk.evaluations.sheet(self.evaluation).title
        made = take("a.csv", csv_of("A,2026-09-01,Orbit,50.00,EUR,paid,P1,,", "B,2026-09-02,Orbit,9.00,EUR,pending,,,"))
        (programme,) = desk.programmes.list()
        desk.programmes.edit(programme.id, base_url="https://orbit.example/", sub_id_parameter="sub")
        link = LinkDraft(programme.id, client_id=self.client, evaluation_id=self.evaluation, sub_id="hb-1")
        desk.programmes.add_link(link)
        rows = csv_of("C,2026-10-01,Orbit,70.00,EUR,approved,,hb-1,", "D,2026-10-02,Orbit,3.00,EUR,declined,,hb-1,")
        assert take("b.csv", rows).account_id == made.account_id


@pytest.fixture
def advised(desk: Desk, take: Import) -> Advised:
    return Advised(desk, take)


def test_a_client_and_its_recommendation_say_where_the_client_is(desk: Desk, advised: Advised) -> None:
    for by, key in ((GroupBy.CLIENT, advised.client), (GroupBy.RECOMMENDATION, advised.evaluation)):
        found = desk.earnings.report(by)
        assert {group.key for group in found.groups} == {key, ""}
        one = found.adoption[key]
        assert (one.engagement, one.stage, one.since) == ("Choose a help desk", "adopting", "2026-10-03")
    assert desk.earnings.report(GroupBy.PROGRAMME).adoption == {}


def test_the_step_of_the_plan_that_comes_next_is_told(desk: Desk, advised: Advised) -> None:
    for text, due in (("Past", "2026-11-18"), ("Third", "2027-01-05"), ("Next", "2026-11-19"), ("No day", None)):
        desk.evaluations.add_recommendation_item(advised.evaluation, "adoption", ItemDraft(text, "", due))
    for by, key in ((GroupBy.CLIENT, advised.client), (GroupBy.RECOMMENDATION, advised.evaluation)):
        one = desk.earnings.report(by).adoption[key]
        assert (one.next_step, one.next_on) == ("Next", "2026-11-19")


def test_of_several_engagements_the_one_that_moved_last_speaks(desk: Desk, advised: Advised) -> None:
    other = EngagementDraft("Choose a till", stage="closed", stage_since="2026-11-01")
    desk.clients.add_engagement(advised.client, other)
    one = desk.earnings.report(GroupBy.CLIENT).adoption[advised.client]
    assert (one.engagement, one.stage, one.others) == ("Choose a till", "closed", 1)
    of_evaluation = desk.earnings.report(GroupBy.RECOMMENDATION).adoption[advised.evaluation]
    assert (of_evaluation.stage, of_evaluation.others) == ("adopting", 0)


def test_the_money_side_of_a_client_has_its_recommendations_once_they_were_locked(desk: Desk, advised: Advised) -> None:
    assert desk.consents.sheet(advised.client).recommendations == ()
    desk.evaluations.lock(advised.evaluation)
    sheet = desk.consents.sheet(advised.client)
    (row,) = sheet.recommendations
    assert (row.id, row.title) == (advised.evaluation, advised.title)
    assert (row.earned.earned, row.earned.pending, row.earned.reversed) == ({"EUR": 7_000}, {}, {"EUR": 300})
    assert row.adoption == sheet.adoption
    assert row.adoption.stage == "adopting"


def test_a_client_without_engagements_has_no_adoption(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Orla Physio")).value
    sheet = desk.consents.sheet(client)
    assert (sheet.adoption, sheet.recommendations) == (None, ())


def test_an_engagement_in_the_trash_says_nothing(desk: Desk, advised: Advised) -> None:
    desk.clients.trash_engagement(advised.engagement)
    assert desk.earnings.report(GroupBy.CLIENT).adoption == {}
    assert desk.earnings.report(GroupBy.RECOMMENDATION).adoption == {}


@pytest.mark.parametrize(("adoption", "words"), [
    (Adoption("A", "short list", "2026-10-03"), ("Nothing recommended yet", "")),
    (Adoption("A", "recommended"), ("Not decided yet", "")),
    (Adoption("A", "decided", "2026-10-03", "won"), ("Decided", "since 2026-10-03, won")),
    (Adoption("A", "closed", "2026-10-03", "kept", others=2), ("Closed", "since 2026-10-03, kept, 2 more engagements")),
    (Adoption("A", "adopting", others=1), ("Adopting", "1 more engagement")),
])  # fmt: skip
def test_where_a_client_is_in_words(adoption: Adoption, words: tuple[str, str]) -> None:
    assert adoption_words(adoption, str) == words
