"""A profile of one's own from a mapping of columns, with suggestions a person can correct.

The names of columns suggest what they are; numbers and dates in them suggest how they are written, where the file gives
that away. What is ambiguous is offered as a choice and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.errors import Fault, UserError
from consultant_desk.imports.statements.amounts import Marks, currency_in, read_amount
from consultant_desk.imports.statements.dates import DateRules, Days, is_zone, pattern_of
from consultant_desk.imports.statements.headers import plain
from consultant_desk.imports.statements.profile import (
    FIELDS,
    Condition,
    HeaderStatus,
    Identity,
    Profile,
    StatusRule,
)
from consultant_desk.imports.statements.recognise import Headers
from consultant_desk.imports.statements.shipped import shipped_profiles

MAPPED = ("external_id", "status", *FIELDS)
"""What a column can be mapped to."""
NEEDED = ("date", "amount")
KEPT = "Nothing was imported."

_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "external_id": "transaction id|commission id|id|conversion id|beleg-nr.|belegnummer|transaktions-id|"
        "vorgangsnummer|id de transaction|identifiant|numéro de transaction|id de transacción|identificador|"
        "número de transacción",
        "date": "date|transaction date|event date|sale date|created|created at|datum|buchungsdatum|transaktionsdatum|"
        "date de transaction|date de vente|fecha|fecha de transacción|fecha de venta",
        "program": "program|programme|advertiser|advertiser name|merchant|merchant name|vendor|brand|händler|programm|"
        "partnerprogramm|anbieter|annonceur|marchand|anunciante|programa|comercio",
        "amount": "commission|commission amount|earnings|reward|payout|publisher commission|provision|provisionsbetrag|"
        "vergütung|montant de la commission|gains|rémunération|comisión|comision|importe de la comisión|ganancias|"
        "amount|betrag|montant|importe",
        "currency": "currency|currency code|währung|devise|moneda|divisa",
        "status": "status|state|commission status|zustand|provisionsstatus|statut|état|estado",
        "ref": "click ref|clickref|sub id|subid|sub id 1|sid|tracking id|reference|ref|referenz|sub-id|kunde|référence|"
        "referencia|client|custom id",
        "sale": "sale|sale amount|order amount|order value|order total|revenue|umsatz|bestellwert|warenwert|"
        "montant de la vente|chiffre d'affaires|venta|importe de la venta|ventas",
        "payment_id": "payment id|payout id|invoice id|invoice|zahlung|auszahlung|rechnungsnummer|paiement|facture|"
        "pago|factura",
        "product": "product|product name|item|sku|asin|produkt|artikel|produit|article|producto|artículo",
        "customer": "customer|customer name|customer email|buyer|client email|acheteur|cliente",
        "order_ref": "order id|order|order number|order ref|bestellnummer|auftragsnummer|commande|"
        "numéro de commande|pedido|número de pedido",
        "reason": "reason|decline reason|note|comment|grund|stornogrund|bemerkung|motif|raison|motivo|razón",
        "account": "account|account id|publisher id|konto|kontonummer|compte|cuenta",
        "change_at": "updated|updated at|validation date|last change|geändert am|mis à jour|actualizado",
    }
)
_WORDS: Mapping[tuple[Approval, Payment], str] = MappingProxyType(
    {
        (Approval.PENDING, Payment.OPEN): "en attente|en cours|pendiente|en espera",
        (
            Approval.APPROVED,
            Payment.OPEN,
        ): "approuvé|approuvée|validé|validée|confirmé|confirmée|aprobado|aprobada|confirmado|confirmada|validado",
        (Approval.APPROVED, Payment.PAID): "payé|payée|réglé|pagado|pagada",
        (
            Approval.DECLINED,
            Payment.OPEN,
        ): "refusé|refusée|annulé|annulée|remboursé|rechazado|rechazada|cancelado|cancelada|anulado|reembolsado",
    }
)
DATE_FORMATS = ("iso", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%d %b %Y", "%b %d, %Y",
                "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%d-%b-%Y", "epoch_ms", "epoch_s")  # fmt: skip
_LANGUAGES = ("en", "de", "fr", "es")
_MARKS = (Marks(".", ","), Marks(",", "."))
_GROUPS: Mapping[str, str] = MappingProxyType({".": ",", ",": "."})
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*$")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of a file mean, and how it writes numbers and dates.

    `words` are status words a person has explained. `assumed` is where lines stand when no column says it; without it
    they are held.
    """

    columns: Mapping[str, str]
    """The column by field, of `MAPPED`."""
    decimal: str = "."
    minor_unit: bool = False
    currency: str = ""
    date_formats: tuple[str, ...] = ("iso",)
    zone: str = ""
    words: Mapping[str, tuple[Approval, Payment]] = field(default_factory=lambda: MappingProxyType({}))
    assumed: tuple[Approval, Payment] | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """How a file may write amounts and dates. Several mean: it does not say which, a person has to."""

    decimals: tuple[str, ...]
    date_formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a file suggests. Several decimals or formats mean: it does not say which, a person has to."""

    columns: Mapping[str, str]
    decimals: tuple[str, ...]
    date_formats: tuple[str, ...]


def columns_from(pairs: Iterable[str]) -> dict[str, str]:
    """Return the column by field from texts like "Earned=amount"; `UserError` naming what is wrong with one."""
    columns: dict[str, str] = {}
    for pair in pairs:
        column, equals, name = (part.strip() for part in pair.rpartition("="))
        if not equals or not column:
            raise _refused(f"“{pair}”", "does not map a column", "COLUMN=FIELD")
        if name not in MAPPED:
            raise _refused(f"“{pair}”", f"names the field “{name}”", "one of " + ", ".join(MAPPED))
        if name in columns:
            raise _refused(f"“{pair}”", f"maps {name} a second time", "each field once")
        columns[name] = column
    return columns


def profile_of(mapping: ColumnMapping, key: str = "own", title: str = "Own mapping") -> Profile:
    """Return the profile of a mapping; `UserError` if it cannot make lines."""
    for name in NEEDED:
        if not mapping.columns.get(name):
            raise _refused("The mapping", f"has no column for the {name}", "columns for date and amount")
    if mapping.decimal not in _GROUPS:
        raise _refused("The mapping", f"has the decimal mark “{mapping.decimal}”", "a point or a comma")
    if mapping.currency and not is_currency(mapping.currency):
        raise _refused("The mapping", f"has the currency “{mapping.currency}”", "a code of ISO 4217 such as EUR")
    for form in mapping.date_formats or ("",):
        try:
            pattern_of(form, _LANGUAGES)
        except ValueError:
            raise _refused("The mapping", f"has the date format “{form}”", "one such as %d.%m.%Y, or iso") from None
    if not is_zone(mapping.zone):
        raise _refused("The mapping", f"has the time zone “{mapping.zone}”", "one such as Europe/Berlin")
    status = mapping.columns.get("status", "")
    names = {name: (column,) for name, column in mapping.columns.items() if name in FIELDS}
    own_id = mapping.columns.get("external_id", "")
    return Profile(
        key=key,
        title=title,
        required=tuple(dict.fromkeys(mapping.columns[name] for name in NEEDED)),
        optional=tuple(dict.fromkeys(column for name, column in mapping.columns.items() if name not in NEEDED)),
        fields=MappingProxyType(names),
        statuses=_statuses(mapping, status),
        header_status=HeaderStatus.OWN,
        marks=Marks(mapping.decimal, _GROUPS[mapping.decimal], mapping.minor_unit),
        dates=DateRules(mapping.date_formats, mapping.zone, _LANGUAGES),
        currency=mapping.currency,
        identity=Identity(key=(own_id,) if own_id else ()),
    )


def suggest(headers: Headers) -> Suggestion:
    """Return what the headers and first rows of a file suggest."""
    bare = {plain(name): name for name in reversed(headers.names) if name}
    columns: dict[str, str] = {}
    for name, synonyms in _SYNONYMS.items():
        found = next((bare[plain(word)] for word in synonyms.split("|") if plain(word) in bare), "")
        if found and found not in columns.values():
            columns[name] = found
    written = ways(headers, columns)
    return Suggestion(MappingProxyType(columns), written.decimals, written.date_formats)


def unknown_words(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the words in a column of states that mean nothing yet, each once as it is first written."""
    words: dict[str, str] = {}
    for text in cells:
        words.setdefault(plain(text), text.strip())
    return tuple(word for key, word in words.items() if key and key not in _known_words())


def ways(headers: Headers, columns: Mapping[str, str]) -> Ways:
    """Return how the first rows may write amounts and dates in these columns, by field, of the headers."""
    cells = {name: _cells(headers, columns[name]) for name in ("amount", "sale", "date") if name in columns}
    amounts = [*cells.get("amount", ()), *cells.get("sale", ())]
    return Ways(
        tuple(marks.decimal for marks in _MARKS if amounts and all(_is_amount(text, marks) for text in amounts)),
        tuple(form for form in DATE_FORMATS if (days := cells.get("date")) and _fits(form, days)),
    )


def _statuses(mapping: ColumnMapping, column: str) -> tuple[StatusRule, ...]:
    """Return the rules for a column of status words: the person's own first, then those of four languages."""
    if not column:
        return () if mapping.assumed is None else (StatusRule(*mapping.assumed, text=mapping.assumed[0].value),)
    own = [
        StatusRule(approval, payment, column=column, when=(Condition(column, any_of=(word,)),))
        for word, (approval, payment) in mapping.words.items()
    ]
    known = [
        StatusRule(approval, payment, column=column, when=(Condition(column, any_of=words),))
        for (approval, payment), words in _vocabulary().items()
    ]
    return (*own, *known)


@cache
def _vocabulary() -> Mapping[tuple[Approval, Payment], tuple[str, ...]]:
    """Return the status words of the general profiles and those of the other languages."""
    words: dict[tuple[Approval, Payment], list[str]] = {key: text.split("|") for key, text in _WORDS.items()}
    for profile in shipped_profiles():
        if profile.generic:
            for rule in profile.statuses:
                words.setdefault((rule.approval, rule.payment), []).extend(
                    word for test in rule.when for word in test.any_of
                )
    return MappingProxyType({key: tuple(dict.fromkeys(found)) for key, found in words.items()})


@cache
def _known_words() -> frozenset[str]:
    return frozenset(plain(word) for words in _vocabulary().values() for word in words)


def _cells(headers: Headers, column: str) -> list[str]:
    place = headers.names.index(column)
    return [text for row in headers.rows if place < len(row) and (text := row[place].strip())]


def _is_amount(text: str, marks: Marks) -> bool:
    """Tell whether a text is an amount by these marks, in whatever currency has decimals enough."""
    return not isinstance(read_amount(text, currency_in(text) or "KWD", marks), Trouble)


def _fits(form: str, texts: Sequence[str]) -> bool:
    days = Days(DateRules((form,), "", _LANGUAGES))
    return all(days[text] is not None or days[_TIME.sub("", text)] is not None for text in texts)


def _refused(where: str, what: str, expected: str) -> UserError:
    return UserError(f"{where} {what}.", KEPT, f"Expected is {expected}.", (Fault(where, what, expected),))
