"""Links of programmes: made from a base address and a sub-id, and whose commissions come back through them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.links import build_link, check_base, check_parameter, check_sub_id, make_sub_id
from consultant_desk.entities.client import Client
from consultant_desk.entities.commission import Commission
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.evaluation_lock import EvaluationLock
from consultant_desk.entities.programme import Programme, ReferralLink
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.operations import Area, find, iso_date, named
from consultant_desk.storage.session import live, now_text, updated

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A link to give to somebody; without a `sub_id` one is made from the programme's pattern.

    `base_url` and `parameter` are what its programme does not know yet; it keeps them with the link.
    """

    programme_id: str
    client_id: str | None = None
    evaluation_id: str | None = None
    sub_id: str = ""
    given_on: str = ""
    note: str = ""
    base_url: str = ""
    parameter: str = ""


class LinkOperations(Area):
    """Operations on the links of programmes."""

    def propose_link(self, draft: LinkDraft) -> tuple[str, str]:
        """Return sub-id and address of the link that adding would make; nothing is kept."""
        return self._read(lambda session: _built(session, draft))

    def add_link(self, draft: LinkDraft) -> Outcome[str]:
        """Keep a link. Commissions that named its sub-id before it was known here are joined to it."""

        def work(session: Session) -> str:
            sub_id, url = _built(session, draft)
            _refuse_unknown(session, draft.client_id, draft.evaluation_id)
            today = self._clock.today().isoformat()
            record = ReferralLink(
                programme_id=draft.programme_id,
                client_id=draft.client_id or None,
                evaluation_id=draft.evaluation_id or None,
                url=url,
                sub_id=sub_id,
                given_on=iso_date("Given on", draft.given_on) if draft.given_on else today,
                note=draft.note,
            )
            session.add(record)
            programme = find(session, Programme, draft.programme_id)
            programme.base_url, programme.sub_id_parameter = _base(programme, draft)
            session.flush()
            _join(session, record)
            return record.id

        label = self._read(lambda session: f"Make a link for {named(session, 'programme', draft.programme_id)}")
        return self._change(label, work)

    def edit_link(
        self,
        link_id: str,
        *,
        client_id: str | None,
        evaluation_id: str | None,
        given_on: str = "",
        note: str = "",
    ) -> Outcome[int]:
        """Set for whom and for which evaluation a link is; return how many commissions moved with it.

        Those that came through the link and are still its client's follow; one that was given to another client by hand
        stays with that client.
        """
        day = iso_date("Given on", given_on) if given_on else None

        def work(session: Session) -> int:
            record = find(session, ReferralLink, link_id)
            _refuse_unknown(session, client_id, evaluation_id)
            old, new = record.client_id, client_id or None
            record.client_id, record.evaluation_id = new, evaluation_id or None
            record.given_on, record.note = day, note
            return 0 if old == new else _move(session, link_id, old, new)

        label = self._read(lambda session: f"Edit link {named(session, 'referral_link', link_id)}")
        return self._change(label, work)

    def trash_link(self, link_id: str) -> Outcome[None]:
        """Move a link to the Trash; commissions that came through it stay with their client."""
        return self._trash("referral_link", link_id)


def was_locked(session: Session, evaluation_id: str) -> bool:
    """Tell whether weights and scores of an evaluation were locked once: before that nobody looks at payments."""
    query = select(EvaluationLock.id).where(EvaluationLock.evaluation_id == evaluation_id).limit(1)
    return session.scalars(query).first() is not None


def _built(session: Session, draft: LinkDraft) -> tuple[str, str]:
    programme = find(session, Programme, draft.programme_id)
    taken = _taken(session, programme)
    if draft.sub_id.strip():
        sub_id = check_sub_id(draft.sub_id)
        if sub_id.casefold() in taken:
            raise UserError(f"The sub-id {sub_id} is given to another link.", _NOTHING, "Choose another one.")
    else:
        client = find(session, Client, draft.client_id) if draft.client_id else None
        sub_id = make_sub_id(programme.sub_id_pattern, client.name if client else "", taken)
    return sub_id, build_link(*_base(programme, draft), sub_id)


def _base(programme: Programme, draft: LinkDraft) -> tuple[str, str]:
    """Return address and parameter of a programme, from the draft what it does not know itself."""
    parameter = programme.sub_id_parameter or check_parameter(draft.parameter)
    return programme.base_url or check_base(draft.base_url, parameter), parameter


def _taken(session: Session, programme: Programme) -> frozenset[str]:
    """Return the sub-ids that would come back in the same statements, case-folded.

    Those of links in the Trash too: they were given away, and what comes through them is still their client's.
    """
    links, programmes = entities()["referral_link"].table, entities()["programme"].table
    query = select(links.c.sub_id).join(programmes, programmes.c.id == links.c.programme_id)
    if programme.account_id is not None:
        own = programmes.c.account_id == programme.account_id
        query = query.where(own | programmes.c.account_id.is_(None))
    return frozenset(text.casefold() for text in session.execute(query).scalars() if text)


def _refuse_unknown(session: Session, client_id: str | None, evaluation_id: str | None) -> None:
    if client_id:
        find(session, Client, client_id)
    if evaluation_id:
        find(session, Evaluation, evaluation_id)


def _join(session: Session, link: ReferralLink) -> None:
    """Join commissions whose sub-id nobody knew; one that has a client already keeps it."""
    programme = find(session, Programme, link.programme_id)
    table = entities()[Commission.__tablename__].table
    mine = (func.lower(table.c.ref) == link.sub_id.lower()) & table.c.link_id.is_(None) & live(table)
    if programme.account_id is not None:
        mine &= table.c.account_id == programme.account_id
    statement = updated(table, now_text(session)).where(mine)
    session.connection().execute(
        statement.values(link_id=link.id, client_id=func.coalesce(table.c.client_id, link.client_id))
    )


def _move(session: Session, link_id: str, old: str | None, new: str | None) -> int:
    session.flush()
    table = entities()[Commission.__tablename__].table
    whose = table.c.client_id.is_(None) if old is None else table.c.client_id == old
    statement = updated(table, now_text(session)).values(client_id=new)
    return session.connection().execute(statement.where(table.c.link_id == link_id, whose, live(table))).rowcount
