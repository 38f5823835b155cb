from __future__ import annotations

from consultant_desk.desk import Desk
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.evaluations import EvidenceDraft
from consultant_desk.services.tasks import TaskDraft


def test_evidence_without_a_product_opens_the_evaluation_it_came_with(desk: Desk, harbour: str) -> None:
    desk.evaluations.add_evidence(harbour, "keep", "inbox", EvidenceDraft("Count of forwarded mails"))
    (hit,) = desk.search.find("forwarded")
    assert (hit.home_kind, hit.home_id) == ("evaluation", harbour)


def test_a_follow_up_of_an_engagement_alone_opens_its_client(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    engagement = desk.clients.add_engagement(client, EngagementDraft("Customer desk")).value
    desk.tasks.add(TaskDraft("Send the rota", engagement_id=engagement))
    (hit,) = desk.search.find("rota")
    assert (hit.home_kind, hit.home_title) == ("client", "Harbour Bakeries")


def test_what_belongs_to_a_record_in_the_trash_is_not_found(desk: Desk, harbour: str) -> None:
    desk.evaluations.add_evidence(harbour, "keep", "inbox", EvidenceDraft("Count of forwarded mails"))
    desk.evaluations.trash(harbour)
    assert desk.search.find("forwarded") == ()
