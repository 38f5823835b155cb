"""A small filled workspace for tests and pictures of screens, made through the same doors as any data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft
from consultant_desk.services.tasks import TaskDraft

CLOCK = FixedClock(datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
TODAY = CLOCK.today()

CLIENTS = (
    ("Harbour Street Dental", "adopting", 40, "Call Rory Keane about the four unused seats", 0),
    ("Tern Books", "enquiry", 2, "Reply to the enquiry of 17 Nov", 0),
    ("Kestrel Joinery", "adopting", 92, "90 days: are all 12 seats used?", -2),
    ("Moorland Hotels", "adopting", 90, "90 days: Sana Rao, goal met?", 0),
    ("Saltmarsh Brewing", "long list", 21, "Demo, 3 vendors", 4),
    ("Quayside Florist", "recommended", 9, "", 0),
    ("Pike & Daughters", "decided", 3, "Send decision note", 1),
    ("Harbour Bakeries", "short list", 16, "Present recommendation", 5),
    ("Orla Physio", "scoping", 5, "Needs workshop", 6),
    ("Ferry Road Garage", "closed", 30, "", 0),
)

PRODUCTS = (
    ("Northwind Desk", "Northwind Traders", "Help desk", 1900, 12),
    ("Contoso Flow", "Contoso", "Help desk", 1500, 96),
    ("Fabrikam One", "Fabrikam", "Help desk", 2400, 20),
    ("Tailspin CRM", "Tailspin Toys", "CRM", 1100, 31),
    ("Adventure Works Payroll", "Adventure Works", "Payroll", 900, 45),
    ("Woodgrove Books", "Woodgrove", "Book-keeping", 700, 7),
)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def ahead(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def filled_desk(folder) -> Desk:
    """Make the workspace and leave it open."""
    desk = Desk.create(folder, name="Mara Lindqvist Advisory", currency="EUR", clock=CLOCK)
    desk.practice.edit(consultant="Mara Lindqvist", mail="mara@lindqvist.example", place="Galway")
    desk.practice.add_brand("Mara Lindqvist")
    for name, stage, days, text, due in CLIENTS:
        client = desk.clients.create(ClientDraft(name, place="Galway")).value
        draft = EngagementDraft("Advice", stage=stage, stage_since=ago(days))
        engagement = desk.clients.add_engagement(client, draft).value
        if text:
            task = TaskDraft(text, ahead(due), client_id=client, engagement_id=engagement)
            desk.tasks.add(task)
    desk.tasks.add(TaskDraft("Quarterly accounts", ahead(1), "16:00"))
    for name, vendor, category, minor, seen in PRODUCTS:
        product = desk.products.create(
            ProductDraft(name, vendor, category, summary=f"{category} for small teams.")
        ).value
        plan = PlanDraft("Team")
        desk.products.add_plan(product, plan, PriceDraft(minor, "EUR", ago(seen), "Price page"))
        desk.products.add_plan(
            product, PlanDraft("Business", "year", minimum=5), PriceDraft(minor * 10, "EUR", ago(seen))
        )
        desk.products.add_evidence(
            product,
            EvidenceDraft(
                "Answers within 4 h", "vendor claim", "C", "Support page", seen_on=ago(15), expires_on=ahead(13)
            ),
        )
        desk.products.add_evidence(
            product,
            EvidenceDraft(
                "Tried for a day with 40 real mails", "hands-on test", "A", "Own test", seen_on=ago(9), independent=True
            ),
        )
    return desk
