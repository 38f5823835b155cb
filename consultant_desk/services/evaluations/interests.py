"""The interests in the candidates of an evaluation: proposed from the programmes of their products, taken by a person.

Nothing of it is read before the first lock: weights and scores are settled before anyone looks at payments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.proposals import KnownProgramme, Proposal, propose, yearly_cost
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.entities.account import Account
from consultant_desk.entities.evaluation import Candidate
from consultant_desk.entities.evaluation_lock import EvaluationLock
from consultant_desk.entities.interest import Interest
from consultant_desk.entities.product import Vendor
from consultant_desk.entities.programme import Programme
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.drafts import InterestDraft
from consultant_desk.services.evaluations.problem import problem_of
from consultant_desk.services.evaluations.records import AnyRow, Records, load
from consultant_desk.services.operations import Area, FieldValue, assign, find
from consultant_desk.services.sheet import InterestProposal, InterestRow
from consultant_desk.storage.session import revive

NOTHING_PAID = InterestDraft()
MONTHS = 12


class InterestOperations(Area):
    """Operations on the interests in the candidates of an evaluation."""

    def set_interest(self, evaluation_id: str, candidate: str, draft: InterestDraft) -> Outcome[None]:
        """Note what ties you to the vendor of a candidate (by key); figures of the evaluation do not depend on it."""
        _refuse(draft)
        label = self._read(
            lambda session: f"Disclose interest in {candidate_of(session, evaluation_id, candidate).name}"
        )
        return self._change(label, lambda session: _put(session, evaluation_id, candidate, draft))

    def proposed_interests(self, evaluation_id: str) -> tuple[InterestProposal, ...]:
        """Return for every candidate but the baseline what follows from its programmes; none before the first lock."""
        today = self._clock.today()
        return self._read(lambda session: _proposals(session, today, evaluation_id))

    def take_proposed_interests(self, evaluation_id: str) -> Outcome[int]:
        """State what programmes pay wherever nothing was stated yet; return for how many candidates.

        That nothing is paid is left to the person: there are ties without a programme.
        """
        today = self._clock.today()

        def work(session: Session) -> int:
            stated = set(session.scalars(select(Interest.candidate_id).where(Interest.evaluation_id == evaluation_id)))
            taken = 0
            for proposal in _proposals(session, today, evaluation_id):
                nothing = proposal.kind is InterestKind.NONE
                if nothing or candidate_of(session, evaluation_id, proposal.candidate).id in stated:
                    continue
                _put(session, evaluation_id, proposal.candidate, draft_of(proposal))
                taken += 1
            return taken

        return self._change("Take the interests proposed", work)


def draft_of(proposal: InterestProposal) -> InterestDraft:
    """Return what taking a proposal states."""
    return InterestDraft(
        proposal.kind,
        proposal.basis,
        proposal.who_pays,
        proposal.expected,
        programme_id=proposal.programme_id,
    )


def interest_rows(
    session: Session, today: date, evaluation_id: str, candidates: Sequence[AnyRow]
) -> tuple[InterestRow, ...]:
    """Return the interest in each of these candidates, with what their programmes say; the caller looks at the lock."""
    query = select(Interest).where(Interest.evaluation_id == evaluation_id)
    entered = {one.candidate_id: one for one in session.scalars(query)}
    known = _known(session, {row.product_id for row in candidates if row.product_id}, today)
    names = {one.id: one.name for found in known.values() for one in found}
    return tuple(
        _row(row.key, entered.get(row.id), known.get(row.product_id or "", []), names, today) for row in candidates
    )


def candidate_of(session: Session, evaluation_id: str, key: str) -> Candidate:
    """Return the candidate of a key; `UserError` when the evaluation has none."""
    query = select(Candidate).where(Candidate.evaluation_id == evaluation_id, Candidate.key == key)
    found = session.scalars(query).first()
    if found is None:
        raise UserError(f"There is no candidate {key!r} in this evaluation.", UNCHANGED)
    return found


def _refuse(draft: InterestDraft) -> None:
    if draft.expected is not None and draft.expected.minor < 0:
        raise UserError("An expected payment cannot be negative.", UNCHANGED)
    if draft.kind is InterestKind.NONE and replace(draft, programme_id="") != NOTHING_PAID:
        raise UserError("Without an interest there is nothing that is paid.", UNCHANGED, "Choose its kind first.")


def _put(session: Session, evaluation_id: str, candidate: str, draft: InterestDraft) -> None:
    found = candidate_of(session, evaluation_id, candidate)
    if draft.programme_id:
        find(session, Programme, draft.programme_id)
    row_id = pair_id("interest", evaluation_id, found.id)
    row = revive(session, Interest, row_id, evaluation_id=evaluation_id, candidate_id=found.id)
    values: dict[str, FieldValue] = {
        "kind": draft.kind.value,
        "basis": draft.basis,
        "who_pays": draft.who_pays,
        "expected_minor": None if draft.expected is None else draft.expected.minor,
        "expected_currency": None if draft.expected is None else draft.expected.currency,
        "client_price_changes": draft.client_price_changes,
        "programme_id": draft.programme_id or None,
        "is_credited": draft.is_credited,
    }
    assign(entities()["interest"], row, values)


def proposals_of(session: Session, today: date, records: Records, problem: Problem) -> tuple[InterestProposal, ...]:
    """Return what follows for each candidate but the baseline; the caller looks at the lock."""
    known = _known(session, {row.product_id for row in records.short_list if row.product_id}, today)
    baselines = {one.id for one in problem.candidates if one.baseline}
    found = []
    for row in records.short_list:
        if row.key in baselines:
            continue
        yearly = yearly_cost([line for line in problem.costs if line.candidate == row.key])
        months = problem.options.horizon_years * MONTHS
        found.append(_proposed(row.key, propose(known.get(row.product_id or "", []), yearly, today, months)))
    return tuple(found)


def _proposals(session: Session, today: date, evaluation_id: str) -> tuple[InterestProposal, ...]:
    if session.scalars(select(EvaluationLock.id).where(EvaluationLock.evaluation_id == evaluation_id)).first() is None:
        return ()
    records = load(session, evaluation_id)
    return proposals_of(session, today, records, problem_of(records))


def _proposed(candidate: str, proposal: Proposal) -> InterestProposal:
    programme = proposal.programme
    return InterestProposal(
        candidate=candidate,
        kind=proposal.kind,
        basis=_basis(proposal),
        who_pays=programme.payer if programme else "",
        expected=proposal.expected,
        programme_id=programme.id if programme else "",
        programme=programme.name if programme else "",
        applied_to=tuple(one.name for one in proposal.applied),
    )


def _basis(proposal: Proposal) -> str:
    """Return what is paid in words, as a person reads and edits it before a client does."""
    terms = proposal.programme.terms if proposal.programme else None
    if terms is None or (terms.percent is None and terms.flat_minor is None):
        return ""
    from consultant_desk.domain.earnings.terms_words import rate_words
    from consultant_desk.formats import Formats  # Babel takes 0.1 s to load
    from consultant_desk.i18n import ngettext

    basis = rate_words(terms, Formats.of_user())
    if proposal.counted_months:
        years = proposal.counted_months // MONTHS
        basis += ", " + ngettext("counted for {count} year", "counted for {count} years", years)
    return basis


def _known(session: Session, products: Iterable[str], today: date) -> dict[str, list[KnownProgramme]]:
    """Return the programmes of products, by product."""
    wanted = set(products)
    found: dict[str, list[KnownProgramme]] = defaultdict(list)
    if not wanted:
        return found
    query = (
        select(Programme, Account.payer, Vendor.name)
        .outerjoin(Account, (Account.id == Programme.account_id) & Account.deleted_at.is_(None))
        .outerjoin(Vendor, (Vendor.id == Programme.vendor_id) & Vendor.deleted_at.is_(None))
        .where(Programme.product_id.in_(wanted))
    )
    book = terms_book(session)
    for record, payer, vendor in session.execute(query):
        found[record.product_id or ""].append(
            KnownProgramme(
                record.id,
                record.name,
                record.status or "",
                record.applied_on or "",
                payer or vendor or record.name,
                book.on(record.id, today.isoformat()),
            )
        )
    return found


def _row(
    candidate: str, row: Interest | None, known: list[KnownProgramme], names: dict[str, str], today: date
) -> InterestRow:
    applied = propose(known, None, today, MONTHS).applied
    nothing = InterestRow(
        candidate,
        InterestKind.NONE,
        "",
        "",
        None,
        client_price_changes=False,
        has_programme=bool(known),
        applied_on=applied[0].applied_on if applied else "",
    )
    if row is None:
        return nothing
    expected = None
    if row.expected_minor is not None and row.expected_currency:
        expected = Money(row.expected_minor, row.expected_currency)
    return replace(
        nothing,
        kind=InterestKind(row.kind or "none"),
        basis=row.basis,
        who_pays=row.who_pays,
        expected=expected,
        client_price_changes=row.client_price_changes,
        stated=True,
        programme_id=row.programme_id or "",
        programme=names.get(row.programme_id or "", ""),
        is_credited=row.is_credited,
    )
