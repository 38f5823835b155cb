"""Interests: what ties the consultant to the vendor of a candidate; disclosure is generated from them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    flag_column,
    minor_column,
    optional_text,
    owned_by,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

KINDS = ("none", "affiliate", "referral", "reseller", "client", "investor", "other")


class Interest(Record):
    """The interest in one candidate of one evaluation; exists once per pair.

    `basis` is what is paid, in words; the expected amount is for this client. `is_credited`: what comes is passed on to
    the client. `programme_id` is the programme that pays.
    """

    __tablename__ = "interest"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    candidate_id: Mapped[str] = owned_by("candidate.id")
    kind: Mapped[str | None] = optional_text()
    basis: Mapped[str] = text_column(short=True)
    who_pays: Mapped[str] = text_column(short=True)
    expected_minor: Mapped[int | None] = minor_column("expected")
    expected_currency: Mapped[str | None] = currency_column("expected")
    client_price_changes: Mapped[bool] = flag_column()
    programme_id: Mapped[str | None] = refers_to("programme.id", since=4)
    is_credited: Mapped[bool] = flag_column(since=4)


SPECS = (
    EntitySpec(
        record=Interest,
        label="Interest",
        plural="Interests",
        icon="eye",
        title_field="basis",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("candidate_id", "Candidate", FieldKind.LINK, required=True),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=KINDS),
            FieldSpec("basis", "What is paid"),
            FieldSpec("who_pays", "Who pays"),
            FieldSpec("expected_minor", "Expected", FieldKind.MONEY),
            FieldSpec("expected_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("client_price_changes", "Client pays more", FieldKind.FLAG),
            FieldSpec("programme_id", "Programme", FieldKind.LINK),
            FieldSpec("is_credited", "Credited to the client", FieldKind.FLAG),
        ),
        internal=True,
    ),
)
