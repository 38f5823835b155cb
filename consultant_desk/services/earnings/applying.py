"""Write the plan of a statement: account, file, programmes, commissions, observations, payouts, what is held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.identity import normalised, payment_key, programme_id
from consultant_desk.domain.earnings.plan import PlanAction, PlanItem, Question, StatementPlan
from consultant_desk.domain.earnings.statement import LineRole, Statement
from consultant_desk.domain.earnings.states import Payment
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.money import Money
from consultant_desk.entities.account import Account
from consultant_desk.entities.base import Record
from consultant_desk.entities.document import Document
from consultant_desk.entities.payout import BankLine, Dispute, Payout
from consultant_desk.entities.programme import Programme
from consultant_desk.entities.statement import ImportFile, StatementAnswer, StatementGap, StatementRow
from consultant_desk.services.earnings.held import existing
from consultant_desk.services.earnings.letters import dispute_letter
from consultant_desk.services.earnings.lines import lines_of
from consultant_desk.services.earnings.recording import RECORDED, Recorded
from consultant_desk.storage.session import clock_of, insert_rows, now_text, revive

ACCOUNT_KINDS = {LineRole.COMMISSION: "network", LineRole.PAYOUT: "wallet", LineRole.BANK: "bank"}
LINE_KINDS = {"bank_credit": "credit", "bank_debit": "debit", "fx_out": "fx_out", "fx_in": "fx_in",
              "withdrawal": "withdrawal", "fee": "fee"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The file a plan came from: its bytes are kept under `sha256`."""

    name: str
    sha256: str
    size: int
    statement: Statement
    role: LineRole
    account_name: str
    account_external_id: str
    currency: str = ""
    pays_undated: bool = False


def apply_plan(session: Session, plan: StatementPlan, source: Source, programmes: Mapping[str, str]) -> str:
    """Write a plan in the running transaction and return the id of its file; `programmes` are chosen ones by name."""
    _account(session, plan.account_id, source)
    file_id = _file(session, plan, source)
    recorded = Recorded(plan)
    named = _programmes(session, plan, recorded.programmes() - {""}, programmes)
    recorded.write(session, file_id, named)
    _payouts(session, plan, recorded, file_id, plan.as_of[:10] if source.pays_undated else "")
    _bank_lines(session, plan, file_id)
    _answers(session, plan, file_id)
    _disputes(session, plan)
    _gaps(session, plan, file_id)
    return file_id


def _account(session: Session, account_id: str, source: Source) -> None:
    found = session.get(Account, account_id, execution_options={"include_deleted": True})
    if found is None:
        session.add(
            Account(
                id=account_id,
                profile=source.statement.profile,
                name=source.account_name,
                external_id=source.account_external_id,
                kind=ACCOUNT_KINDS.get(source.role, "network"),
                currency=source.currency or None,
            )
        )
    else:
        if found.deleted_at is not None:
            found.deleted_at = found.deleted_how = None
        if source.currency and found.currency != source.currency:
            found.currency = source.currency
    session.flush()


def _file(session: Session, plan: StatementPlan, source: Source) -> str:
    document_id = pair_id("statement document", source.sha256)
    revive(
        session, Document, document_id, name=source.name, sha256=source.sha256, mime="application/octet-stream",
        size=source.size,
    )  # fmt: skip
    file_id = import_file_id(plan.account_id, source.sha256)
    found = session.get(ImportFile, file_id, execution_options={"include_deleted": True})
    revive(
        session,
        ImportFile,
        file_id,
        account_id=plan.account_id,
        document_id=document_id,
        name=source.name,
        sha256=source.sha256,
        profile=source.statement.profile,
        as_of=plan.as_of,
        period_from=source.statement.period_from or None,
        period_to=source.statement.period_to or None,
        rows=len(source.statement.lines),
        imported_at=now_text(session) if found is None or found.deleted_at is not None else found.imported_at,
    )
    session.flush()
    return file_id


def import_file_id(account_id: str, sha256: str) -> str:
    """Return the id of a file in an account: the same bytes are one file."""
    return pair_id("import file", account_id, sha256)


def _programmes(
    session: Session, plan: StatementPlan, names: Collection[str], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Return the programme of each name the plan records: a known one, else one that is made.

    A programme of that name which belongs to no account yet is the one that is meant, and belongs to this one now.
    """
    known = programmes_of(session, plan.account_id)
    unbound = programmes_of(session, None) if names else {}
    found: dict[str, str] = {}
    for name in sorted(names):
        one = chosen.get(name) or known.get(normalised(name))
        if one is None and (one := unbound.get(normalised(name))) is not None:
            record = session.get_one(Programme, one)
            record.account_id, record.external_name = plan.account_id, record.external_name or name
        if one is None:
            one = programme_id(plan.account_id, name)
            revive(
                session, Programme, one, account_id=plan.account_id, name=name, external_name=name, status="approved"
            )
        found[name] = one
    session.flush()
    return found


def programmes_of(session: Session, account_id: str | None) -> dict[str, str]:
    """Return the programmes of an account (None: of no account) by the normalised name its statements give them."""
    owner = Programme.account_id
    rows = session.execute(
        select(Programme.id, Programme.external_name, Programme.name).where(
            owner.is_(None) if account_id is None else owner == account_id
        )
    ).all()
    return {normalised(external or name): one for one, external, name in rows}


def _payouts(session: Session, plan: StatementPlan, recorded: Recorded, file_id: str, least: str) -> None:
    """Write the payouts a file tells of by the payment ids its paid commissions name, none before the day `least`.

    Such a payout has no amount of its own: it is what its commissions come to.
    """
    paid = recorded.payouts()
    for item in plan.items.singles.values():
        line, event = item.line, item.event
        is_paid = line.role is LineRole.COMMISSION and line.payment is Payment.PAID
        if is_paid and line.payment_id and event is not None and item.action in RECORDED:
            paid[line.payment_id] = max(paid.get(line.payment_id, ""), event.as_of[:10])
    rows = {
        payment_key(plan.account_id, one): {"external_id": one, "reference": one, "paid_on": max(day, least)}
        for one, day in paid.items()
    }
    _write(session, Payout, rows, {"account_id": plan.account_id, "import_file_id": file_id})


def _bank_lines(session: Session, plan: StatementPlan, file_id: str) -> None:
    """Write the movements of money a bank or a wallet tells of, what others sent there included."""
    rows = {
        item.record_id: {
            "external_id": item.line.external_id, "booked_on": item.line.date,
            "kind": LINE_KINDS.get(item.line.label, "debit" if item.line.cash_minor < 0 else "credit"),
            "amount_minor": item.line.cash_minor, "amount_currency": item.line.currency, "name": item.line.program,
            "fee_minor": item.line.fee_minor, "fee_currency": item.line.currency,
            "memo": " ".join(part for part in (item.line.payment_id, item.line.reason, item.line.ref) if part),
            "pair": payment_key(plan.account_id, item.line.pair) if item.line.pair else "",
        }
        for item in plan.items.singles.values()
        if item.line.role is not LineRole.COMMISSION and item.action is PlanAction.NEW and item.record_id
    }  # fmt: skip
    _write(session, BankLine, rows, {"account_id": plan.account_id, "import_file_id": file_id})


def _write(
    session: Session, record: type[Record], rows: Mapping[str, Mapping[str, Any]], shared: Mapping[str, Any]
) -> None:
    """Insert rows by id; those that are there stay as they are, and live again if an undo took them back."""
    there = existing(session, record.__tablename__, rows)
    insert_rows(session, record, [{"id": key, **shared, **row} for key, row in rows.items() if key not in there])
    for key, alive in there.items():
        if not alive:
            revive(session, record, key)


def _answers(session: Session, plan: StatementPlan, file_id: str) -> None:
    """Keep what was decided about words, and the rows that wait or were decided one by one."""
    asked = {
        pair_id("statement row", file_id, str(item.line.line)): item
        for item in plan.items.singles.values()
        if item.question is not None
    }
    waiting = existing(session, StatementRow.__tablename__, asked)
    for key, item in asked.items():
        decision, by_word = item.decision, item.question in (Question.UNKNOWN_STATUS, Question.UNKNOWN_REF)
        choice = None if decision is None else decision.choice.value
        if decision is not None and by_word:
            raw = item.line.raw_status if item.question is Question.UNKNOWN_STATUS else item.line.ref.casefold()
            revive(
                session, StatementAnswer, pair_id("statement answer", plan.account_id, str(item.question), raw),
                account_id=plan.account_id, question=str(item.question), raw=raw, choice=choice,
                client_id=decision.client_id or None,
            )  # fmt: skip
            if key not in waiting:
                continue
        revive(
            session,
            StatementRow,
            key,
            import_file_id=file_id,
            line=item.line.line,
            event="" if item.event is None else item.event.id,
            question=str(item.question),
            text=_words(item),
            choice=choice,
        )


def _words(item: PlanItem) -> str:
    line = item.line
    parts = (line.external_id, line.date, line.program, line.currency, line.raw_status, line.ref, item.why)
    return " · ".join(part for part in parts if part)


def _disputes(session: Session, plan: StatementPlan) -> None:
    """Claim what a statement says less than the ledger holds, with the letter."""
    disputed = {item.record_id: item for item in plan.items.singles.values() if item.disputed and item.before}
    today = clock_of(session).today()
    known = {line.commission_id: line for line in lines_of(session, disputed)}  # one that is new here has none yet
    for one, item in disputed.items():
        assert item.before is not None  # noqa: S101 - without it nothing is disputed
        reported = Money(item.line.amount_minor, item.line.currency)
        claimed = Money(item.before.amount_minor - reported.minor, item.line.currency)
        letter = dispute_letter(known[one], claimed, today, reported) if one in known else ""
        revive(
            session, Dispute, pair_id("dispute", one), commission_id=one, state="open", opened_on=today.isoformat(),
            claimed_minor=claimed.minor, claimed_currency=claimed.currency, letter=letter,
        )  # fmt: skip


def _gaps(session: Session, plan: StatementPlan, file_id: str) -> None:
    rows = {
        pair_id("statement gap", file_id, one): {"import_file_id": file_id, "commission_id": one}
        for one in plan.missing
    }
    _write(session, StatementGap, rows, {})
