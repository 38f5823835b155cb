"""The sample workspace: a small consultancy with clients, products and three evaluations in different states.

It is made through the same doors as any data, from the files in `resources/sample`; days count from today.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import Clock, SystemClock
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.money import Money
from consultant_desk.domain.progress import Progress, silent
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import UserError
from consultant_desk.sample_earnings import SampleEarnings
from consultant_desk.services.clients import ClientDraft, EngagementDraft, InteractionDraft
from consultant_desk.services.earnings.consents import ConsentDraft
from consultant_desk.services.evaluations import CoverageEdit, EvidenceDraft, InterestDraft, ItemDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from consultant_desk.services.people import ContactDraft, PersonDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft
from consultant_desk.services.tasks import TaskDraft
from consultant_desk.storage.atomic import aside_of, remove_leftovers, replace
from consultant_desk.storage.failures import UNCHANGED, told

NAME = "Mara Lindqvist Advisory"
FOLDER = "Sample.desk"
MAIN_EVALUATION = "Customer desk for Harbour Bakeries"


def create_sample(folder: Path, clock: Clock | None = None, progress: Progress = silent) -> Desk:
    """Make the sample workspace in a new or empty folder and return it open.

    It is filled beside its place and renamed, so that an interruption leaves no half of one.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} is not empty.", UNCHANGED, "Choose a new folder for the workspace.")
    with told():
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder.parent, folder.name)
        aside = aside_of(folder)
        try:
            moved = SampleClock(clock or SystemClock())
            with Desk.create(aside, name=NAME, clock=moved) as desk:
                Sample(desk, moved).fill(progress)
                desk.settle()
            if folder.exists():
                folder.rmdir()
            replace(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return Desk.open(folder, clock=clock)


class SampleClock:
    """The clock of the sample: `back` (below zero) puts what is done under it to an earlier day."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.back = timedelta()

    def now(self) -> datetime:
        """Return the instant at which the sample consultant does something."""
        return self._clock.now() + self.back

    def today(self) -> date:
        """Return her date."""
        return self._clock.today() + self.back


class Sample:
    """Fills an empty workspace."""

    def __init__(self, desk: Desk, clock: SampleClock) -> None:
        self._desk = desk
        self._clock = clock
        self._today = clock.today()
        self._clients: dict[str, str] = {}
        self._people: dict[tuple[str, str], str] = {}
        self._requirements: dict[tuple[str, str], tuple[str, str]] = {}
        self._products: dict[str, str] = {}

    def fill(self, progress: Progress = silent) -> None:
        """Put everything in, in the order a consultant would."""
        steps: list[tuple[str, Callable[[], None]]] = [("Your practice", self._practice)]
        steps += [("Products", partial(self._product, words)) for words in _table("products.toml")["product"]]
        steps += [("Clients", partial(self._client, words)) for words in _table("clients.toml")["client"]]
        evaluations = _table("recommendations.toml")["evaluation"].items()
        steps += [("Evaluations", partial(self._evaluation, name, words)) for name, words in evaluations]
        steps.append(("Earnings", self._earnings))
        for number, (what, step) in enumerate(steps):
            progress(number, len(steps), what)
            step()

    def _earnings(self) -> None:
        SampleEarnings(self._desk, self._today, self._clients, self._products).fill()

    def _day(self, offset: int | None) -> str:
        return "" if offset is None else (self._today + timedelta(days=offset)).isoformat()

    def _practice(self) -> None:
        practice = self._desk.practice
        practice.edit(
            name=NAME,
            consultant="Mara Lindqvist",
            mail="mara@lindqvist.example",
            phone="+353 91 555 0199",
            website="https://lindqvist.example",
            place="Galway",
        )
        brand = practice.add_brand("Mara Lindqvist").value
        practice.edit_brand(
            brand,
            primary_colour="#24408E",
            secondary_colour="#B45309",
            contact_line="Mara Lindqvist Advisory · Galway · mara@lindqvist.example",
            legal_footer="Advice to the client named on the cover. Figures as of the date printed.",
        )
        practice.set_logo(brand, resources.files("resources.sample").joinpath("logo.svg").read_bytes(), "logo.svg")

    def _product(self, words: Mapping[str, Any]) -> None:
        products = self._desk.products
        draft = ProductDraft(words["name"], words["vendor"], words["category"], summary=words["summary"])
        product = products.create(draft).value
        self._products[words["name"]] = product
        for plan in words["plans"]:
            price = PriceDraft(plan["price"], "EUR", self._day(plan["seen"]), plan["source"])
            products.add_plan(product, PlanDraft(plan["name"], plan["billing"], plan["per"]), price)

    def _client(self, words: Mapping[str, Any]) -> None:
        clients = self._desk.clients
        name = words["name"]
        draft = ClientDraft(
            name,
            words["place"],
            words["industry"],
            words.get("website", ""),
            words.get("note", ""),
            tuple(words["tags"]),
        )
        client = clients.create(draft).value
        self._clients[name] = client
        for person in words["people"]:
            self._people[name, person["name"]] = self._desk.people.add(client, _person(person)).value
        engagement = clients.add_engagement(client, self._engagement(words["engagement"])).value
        if result := words["engagement"].get("result"):
            clients.edit_engagement(engagement, result=result, closed_on=self._day(words["engagement"]["since"]))
        for touch in words.get("touch", ()):
            self._touch(name, engagement, touch)
        for task in words.get("task", ()):
            due = TaskDraft(task["text"], self._day(task["day"]), task.get("at", ""), client, engagement)
            self._desk.tasks.add(due)
        for need in words.get("need", ()):
            self._need(name, engagement, need)

    def _engagement(self, words: Mapping[str, Any]) -> EngagementDraft:
        return EngagementDraft(
            words["title"],
            words["stage"],
            self._day(words["since"]),
            words.get("fee"),
            "EUR" if "fee" in words else None,
            words.get("hours", ""),
        )

    def _touch(self, client: str, engagement: str, words: Mapping[str, Any]) -> None:
        draft = InteractionDraft(
            words["summary"],
            words["kind"],
            happened_on=self._day(words["day"]),
            minutes=words.get("minutes"),
            person_id=self._people.get((client, words.get("who", ""))),
            engagement_id=engagement,
            body=words.get("body", ""),
        )
        self._desk.clients.log(self._clients[client], draft)

    def _need(self, client: str, engagement: str, words: Mapping[str, Any]) -> None:
        draft = NeedDraft(
            quote=words["quote"],
            quoted_person_id=self._people[client, words["by"]],
            quoted_on=self._day(words["day"]),
            quoted_via=words["via"],
            situation=words["situation"],
            progress=words["progress"],
            outcome=words["outcome"],
            importance=words["importance"],
            satisfaction=words["today"],
            cost_minor=words["cost"],
            cost_currency="EUR",
            cost_period="month",
        )
        need = self._desk.needs.add(engagement, draft).value
        for line in words["requirements"]:
            asked = self._people[client, line["by"]]
            requirement = RequirementDraft(line["text"], line["moscow"], line["test"], asked)
            added = self._desk.needs.add_requirement(need, requirement).value
            self._requirements[client, line["text"]] = (added, line.get("criterion", ""))

    def _evaluation(self, name: str, words: Mapping[str, Any]) -> None:
        evaluations = self._desk.evaluations
        client = words["client"]
        sheet = self._desk.clients.sheet(self._clients[client])
        engagement = sheet.engagements[0].id
        text = resources.files("resources.sample").joinpath(f"{name}.evaluation.json").read_text(encoding="utf-8")
        evaluation = evaluations.import_file(text, engagement_id=engagement).value
        evaluations.edit(evaluation, question=words["question"])
        self._link(client, evaluation)
        self._date_evidence(evaluation, words.get("evidence", {}))
        self._cover(client, evaluation, words.get("coverage", []))
        for line in words["rejected"]:
            self._reject(client, evaluation, line)
        if "locked" in words:
            self._clock.back = timedelta(days=words["locked"])
            evaluations.lock(evaluation)
            self._clock.back = timedelta()
        for line in words["interests"]:
            evaluations.set_interest(evaluation, line["candidate"], _interest(line))
        if "locked" in words and words["interests"]:
            self._consent(self._clients[client], evaluation)
        self._recommend(evaluation, words)
        self._report(evaluation, words)

    def _consent(self, client_id: str, evaluation: str) -> None:
        """Keep that the client read what the consultant is paid and agreed."""
        consents = self._desk.consents
        text = consents.text_for(evaluation)
        draft = ConsentDraft(
            client_id, text.text, "e-mail", evaluation, given_on=self._day(0), text_version=text.version
        )
        consents.record(draft)

    def _cover(self, client: str, evaluation: str, lines: Sequence[Mapping[str, Any]]) -> None:
        """Say how the products of the short list meet requirements, given in their order."""
        candidates = self._desk.evaluations.sheet(evaluation).candidates.values()
        edits = [
            CoverageEdit(candidate, self._requirements[client, line["requirement"]][0], Capability(level))
            for line in lines
            for candidate, level in zip(candidates, line["levels"], strict=True)
        ]
        if edits:
            self._desk.evaluations.set_coverage(evaluation, edits)

    def _reject(self, client: str, evaluation: str, line: Mapping[str, Any]) -> None:
        """Look at a product, find that it does not meet a requirement, note what shows it, and leave it out."""
        evaluations = self._desk.evaluations
        product = self._products[line["product"]]
        candidate = evaluations.add_candidate(evaluation, product_id=product, listed="long").value
        requirement = self._requirements[client, line["requirement"]][0]
        evaluations.set_coverage(evaluation, [CoverageEdit(candidate, requirement, Capability.NO)])
        shown = None
        if "shown" in line:
            draft = EvidenceDraft(line["shown"], line["kind"], seen_on=self._day(-20))
            shown = evaluations.add_coverage_evidence(evaluation, candidate, requirement, draft).value
        evaluations.reject_candidate(candidate, requirement, line["why"], evidence_id=shown)

    def _link(self, client: str, evaluation: str) -> None:
        criteria = self._desk.evaluations.sheet(evaluation).criteria
        for (owner, _), (requirement, criterion) in self._requirements.items():
            if owner == client and criterion:
                self._desk.evaluations.link_requirement(requirement, criteria[criterion])

    def _date_evidence(self, evaluation: str, words: Mapping[str, Mapping[str, Any]]) -> None:
        ids = self._desk.evaluations.sheet(evaluation).evidence_ids
        for key, line in words.items():
            self._desk.products.edit_evidence(
                ids[key],
                title=line["title"],
                grade=line["grade"],
                kind=line["kind"],
                seen_on=self._day(line["day"]),
                expires_on=self._day(line.get("expires")),
                independent=line.get("independent", False),
            )

    def _recommend(self, evaluation: str, words: Mapping[str, Any]) -> None:
        evaluations = self._desk.evaluations
        if words["prepared_for"]:
            until = self._day(words.get("valid"))
            evaluations.set_recommendation(evaluation, prepared_for=words["prepared_for"], valid_until=until)
        for line in words["reasons"]:
            evaluations.add_recommendation_item(
                evaluation, "reason", ItemDraft(line["text"], criterion=line["criterion"])
            )
        for line in words["risks"]:
            evaluations.add_recommendation_item(evaluation, "risk", ItemDraft(line["text"], detail=line["answer"]))
        for text in words["conditions"]:
            evaluations.add_recommendation_item(evaluation, "condition", ItemDraft(text))
        for line in words["steps"]:
            evaluations.add_recommendation_item(
                evaluation, "step", ItemDraft(line["text"], due_on=self._day(line["day"]))
            )
        for line in words.get("adoption", ()):
            draft = ItemDraft(line["text"], line["measure"], self._day(line["day"]))
            evaluations.add_recommendation_item(evaluation, "adoption", draft)
        for about in words.get("about", ()):
            for kind in ("fit", "flaw", "unsuited"):
                for text in about.get(kind, ()):
                    draft = ItemDraft(text, candidate=about["candidate"])
                    evaluations.add_recommendation_item(evaluation, kind, draft)

    def _report(self, evaluation: str, words: Mapping[str, Any]) -> None:
        if not words["prepared_for"]:
            return
        reports = self._desk.reports
        report = reports.create(evaluation).value
        if "note" in words:
            reports.set_note(report, Section(words["note"]["section"]), words["note"]["text"])
        if "issue" in words:
            day = self._day(words["issue"])
            reports.issue(report, recipients=words["prepared_for"], issued_on=day)
            reports.mark(report, "delivered", day)


def _interest(words: Mapping[str, Any]) -> InterestDraft:
    return InterestDraft(
        kind=InterestKind(words["kind"]),
        basis=words.get("basis", ""),
        who_pays=words.get("who", ""),
        expected=Money(words["expected"], "EUR") if "expected" in words else None,
    )


def _person(words: Mapping[str, Any]) -> PersonDraft:
    contacts = tuple(ContactDraft(kind, words[kind]) for kind in ("mail", "phone") if kind in words)
    return PersonDraft(
        words["name"], words["title"], words["role"], is_main=words.get("main", False), contacts=contacts
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("resources.sample").joinpath(name).read_text(encoding="utf-8"))
