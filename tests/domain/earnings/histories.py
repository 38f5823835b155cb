"""Random histories of commissions for property tests: what happened day by day, and the ledger lines it ends in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from tests.domain.earnings.lines import line

FIRST = date(2026, 1, 1)


def day(number: int) -> str:
    """Return a day of the history as ISO date."""
    return (FIRST + timedelta(days=number)).isoformat()


@dataclass(frozen=True, slots=True)
class Story:
    """What happens to one sale: days between the steps, None for a step that does not come.

    `reversed_after` is a flip before payment; `clawed_after` an entry after it; `part` of the amount taken back by it.
    """

    account: str
    currency: str
    amount: int
    sold: int
    approved_after: int | None
    reversed_after: int | None
    paid_after: int | None
    clawed_after: int | None
    part: int

    def owed(self, on: str) -> int:
        """Return what is owed on a day, told from the story alone."""
        balance = 0
        if self.approved_after is None:
            return 0
        approved = self.sold + self.approved_after
        balance += self.amount if day(approved) <= on else 0
        if self.reversed_after is not None:
            return balance - (self.amount if day(approved + self.reversed_after) <= on else 0)
        if self.paid_after is not None:
            paid = approved + self.paid_after
            balance -= self.amount if day(paid) <= on else 0
            if self.clawed_after is not None:
                balance -= self.part if day(paid + self.clawed_after) <= on else 0
        return balance

    def lines(self, key: str) -> list[LedgerLine]:
        """Return the ledger lines at the end of the story."""
        one = line(key, self.amount, account_id=self.account, currency=self.currency, date=day(self.sold))._replace(
            account=f"Account {self.account}",
            programme=f"Programme {self.account}",
        )
        if self.approved_after is None:
            return [one._replace(approval=Approval.PENDING)]
        approved = self.sold + self.approved_after
        one = one._replace(approved_on=day(approved))
        if self.reversed_after is not None:
            taken = day(approved + self.reversed_after)
            return [one._replace(approval=Approval.DECLINED, effect_minor=0, taken_minor=self.amount, as_of=taken)]
        if self.paid_after is None:
            return [one]
        paid = approved + self.paid_after
        one = one._replace(payment=Payment.PAID, paid_on=day(paid))
        if self.clawed_after is None:
            return [one]
        back = line(f"{key}/clawback", -self.part, account_id=self.account, currency=self.currency)._replace(
            date=day(paid + self.clawed_after),
            kind=Kind.CLAWBACK,
            part="clawback",
            original_id=key,
            account=one.account,
            programme=one.programme,
        )
        return [one, back]


_after = st.none() | st.integers(0, 60)
stories = st.lists(
    st.integers(1, 10**6).flatmap(
        lambda amount: st.builds(
            Story, st.sampled_from("ab"), st.sampled_from(["EUR", "JPY", "KWD"]), st.just(amount), st.integers(0, 300),
            _after, _after, _after, _after, st.integers(1, amount),
        )
    ),
    max_size=12,
)  # fmt: skip


def lines_of(all_stories: list[Story]) -> list[LedgerLine]:
    """Return the ledger of some stories."""
    return [one for number, story in enumerate(all_stories) for one in story.lines(f"c{number}")]
