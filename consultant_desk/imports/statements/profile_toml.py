"""Profiles as TOML, both ways. Reading is strict: a person who edits one is told the place of every fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.statement import LineRole, Trouble
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, ReversalShape
from consultant_desk.errors import Fault, UserError
from consultant_desk.imports.statements import dates as date_formats
from consultant_desk.imports.statements.amounts import Marks, Rounding
from consultant_desk.imports.statements.dates import DateRules
from consultant_desk.imports.statements.profile import (
    COLUMN,
    FIELDS,
    FINGERPRINT,
    VALUES,
    WORDS,
    Condition,
    Form,
    HeaderStatus,
    HoldRule,
    Identity,
    IgnoreRule,
    KindRule,
    Layout,
    Profile,
    Sign,
    StatusRule,
    When,
)

KEPT = "The profile was not taken."
MAX_BYTES = 200_000
DELIMITERS = ("", ",", ";", "\t", "|")
ENCODINGS = ("", "utf-8", "utf-16", "cp1252")
_KEY = re.compile(r"[a-z0-9_]{1,40}")
Choice = TypeVar("Choice", bound=StrEnum)


def read_profile(text: str, name: str = "The profile") -> Profile:
    """Return the profile a TOML text describes; `UserError` naming the place of the first fault."""
    if len(text) > MAX_BYTES:
        _refuse(name, "", "is larger than any profile", "a TOML file of a profile")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        _refuse(name, "", f"is not TOML ({error})", "a TOML file")
    return _checked(_profile(_Part(table, name)), name)


class _Part:
    """A table of the file that knows where it stands; `done` refuses what nobody asked for."""

    def __init__(self, table: Mapping[str, Any], name: str, place: str = "") -> None:
        self._table, self._name, self._place = table, name, place
        self._asked: set[str] = set()

    def refuse(self, key: str, what: str, expected: str) -> NoReturn:
        _refuse(self._name, ".".join(part for part in (self._place, key) if part), what, expected)

    def take(self, key: str, kind: type, what: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._table:
            if default is None:
                self.refuse(key, "is missing", what)
            return default
        value = self._table[key]
        if type(value) is not kind:
            self.refuse(key, f"is {_shown(value)}", what)
        return value

    def text(self, key: str, default: str | None = "") -> str:
        value: str = self.take(key, str, "a text", default)
        return value

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        values = self.take(key, list, "a list of texts", list(default))
        for value in values:
            if not isinstance(value, str) or not value:
                self.refuse(key, f"holds {_shown(value)}", "texts that are not empty")
        return tuple(values)

    def flag(self, key: str) -> bool:
        value: bool = self.take(key, bool, "true or false", False)
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice | None) -> Choice:
        text = self.text(key, None if default is None else default.value)
        try:
            return kind(text)
        except ValueError:
            self.refuse(key, f"is “{text}”", _one_of([one.value for one in kind]))

    def among(self, key: str, allowed: tuple[str, ...]) -> str:
        text = self.text(key)
        if text not in allowed:
            self.refuse(key, f"is “{text}”", _one_of([one.replace("\t", "\\t") for one in allowed if one]))
        return text

    def part(self, key: str) -> _Part:
        return _Part(self.take(key, dict, "a table", {}), self._name, f"{self._place}.{key}".strip("."))

    def parts(self, key: str) -> list[_Part]:
        found = self.take(key, list, "a list of tables", [])
        if not all(isinstance(one, dict) for one in found):
            self.refuse(key, "holds something else", "tables")
        return [_Part(one, self._name, f"{self._place}.{key} {n}".strip(".")) for n, one in enumerate(found, 1)]

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        return MappingProxyType({key: self.texts(key) for key in self._table})

    def given(self, key: str) -> bool:
        return key in self._table

    def done(self) -> None:
        for key in self._table:
            if key not in self._asked:
                self.refuse(key, "is not a key of a profile", _one_of(sorted(self._asked)))


def _profile(top: _Part) -> Profile:
    headers = top.part("headers")
    amounts = top.part("amounts")
    profile = Profile(
        key=top.text("key", None),
        title=top.text("title", None),
        network=top.text("network"),
        version=top.take("version", int, "a number", 1),
        role=top.choice("role", LineRole, LineRole.COMMISSION),
        reversal=top.choice("reversal", ReversalShape, ReversalShape.FLIP),
        header_status=top.choice("header_status", HeaderStatus, HeaderStatus.OWN),
        header_source=top.text("header_source"),
        notes=top.text("notes"),
        generic=top.flag("generic"),
        required=headers.texts("required"),
        optional=headers.texts("optional"),
        aliases=headers.part("aliases").lists(),
        layout=_layout(top.part("file")),
        marks=_marks(amounts),
        currency=amounts.text("currency"),
        dates=_dates(top.part("dates")),
        fields=_fields(top.part("fields")),
        programme=top.text("programme"),
        identity=_identity(top.part("identity")),
        original_by=top.texts("original_by"),
        pair_by=top.texts("pair_by"),
        statuses=tuple(_status(part) for part in top.parts("status")),
        kinds=tuple(_kind(part) for part in top.parts("kind")),
        holds=tuple(_hold(part) for part in top.parts("hold")),
        ignores=tuple(_ignore(part) for part in top.parts("ignore")),
    )
    for part in (headers, amounts, top):
        part.done()
    if not _KEY.fullmatch(profile.key):
        top.refuse("key", f"is “{profile.key}”", "small letters, digits and _")
    if profile.currency and not is_currency(profile.currency):
        amounts.refuse("currency", f"is “{profile.currency}”", "a code of ISO 4217, in capitals")
    return profile


def _layout(part: _Part) -> Layout:
    layout = Layout(
        form=part.choice("form", Form, Form.TABLE),
        delimiter=part.among("delimiter", DELIMITERS),
        encoding=part.among("encoding", ENCODINGS),
        json_rows=part.text("json_rows"),
        period_to=part.text("period_to"),
    )
    if layout.period_to:
        _check_format(part, "period_to", layout.period_to, ("en",))
    part.done()
    return layout


def _marks(part: _Part) -> Marks:
    if (unit := part.text("unit", "major")) not in {"major", "minor"}:
        part.refuse("unit", f"is “{unit}”", "major (whole units) or minor (cents)")
    marks = Marks(
        decimal=part.text("decimal", "."),
        group=part.text("group"),
        minor_unit=unit == "minor",
        rounding=part.choice("rounding", Rounding, Rounding.REFUSE),
    )
    if marks.decimal not in {".", ","}:
        part.refuse("decimal", f"is “{marks.decimal}”", "a point or a comma")
    if marks.group not in {"", ".", ",", "'", " "} or marks.group == marks.decimal:
        part.refuse("group", f"is “{marks.group}”", "another mark than the one of decimals, or none")
    return marks


def _dates(part: _Part) -> DateRules:
    rules = DateRules(part.texts("formats", ("iso",)), part.text("zone"), part.texts("languages", ("en",)))
    for language in rules.languages:
        if language not in date_formats.LANGUAGES:
            part.refuse("languages", f"holds “{language}”", _one_of(list(date_formats.LANGUAGES)))
    for form in rules.formats:
        if form not in date_formats.WORDS:
            _check_format(part, "formats", form, rules.languages)
    if not date_formats.is_zone(rules.zone):
        part.refuse("zone", f"is “{rules.zone}”", "a zone as in Europe/Berlin, or nothing for dates as printed")
    if not rules.formats:
        part.refuse("formats", "is empty", "at least one format")
    part.done()
    return rules


def _check_format(part: _Part, key: str, form: str, languages: tuple[str, ...]) -> None:
    try:
        date_formats.pattern_of(form, languages)
    except ValueError:
        part.refuse(key, f"holds “{form}”", "day, month and year once each, as in %d.%m.%Y, or iso, epoch_ms, epoch_s")


def _fields(part: _Part) -> Mapping[str, tuple[str, ...]]:
    found = {name: part.texts(name) for name in FIELDS if part.given(name)}
    part.done()
    for name in ("date", "amount"):
        if not found.get(name):
            part.refuse(name, "is missing", "the columns that hold it")
    return MappingProxyType(found)


def _identity(part: _Part) -> Identity:
    identity = Identity(
        key=part.texts("key"),
        counted=part.flag("counted"),
        fingerprint=part.texts("fingerprint", FINGERPRINT),
        prefix=part.text("prefix", "h:"),
    )
    for one in identity.fingerprint:
        if one not in VALUES and not one.startswith((COLUMN, WORDS)):
            part.refuse("fingerprint", f"holds “{one}”", _one_of([*VALUES, f"{COLUMN}NAME", f"{WORDS}WORDS"]))
    part.done()
    return identity


def _status(part: _Part) -> StatusRule:
    rule = StatusRule(
        approval=part.choice("approval", Approval, None),
        payment=part.choice("payment", Payment, Payment.OPEN),
        text=part.text("text"),
        column=part.text("column"),
        changed=part.text("changed"),
        undated=part.flag("undated"),
        forecast=part.flag("forecast"),
        when=_when(part),
    )
    part.done()
    return rule


def _kind(part: _Part) -> KindRule:
    rule = KindRule(
        kind=part.choice("kind", Kind, Kind.SALE),
        role=part.choice("role", LineRole, None) if part.given("role") else None,
        label=part.text("label"),
        recurring=part.flag("recurring"),
        when=_when(part),
    )
    part.text("role", "")
    part.done()
    return rule


def _hold(part: _Part) -> HoldRule:
    rule = HoldRule(part.choice("trouble", Trouble, None), _when(part))
    part.done()
    return rule


def _ignore(part: _Part) -> IgnoreRule:
    rule = IgnoreRule(part.text("reason", None), _when(part))
    part.done()
    return rule


def _when(part: _Part) -> When:
    return tuple(_condition(one) for one in part.parts("when"))


def _condition(part: _Part) -> Condition:
    filled = part.flag("filled") if part.given("filled") else None
    condition = Condition(
        column=part.text("column"),
        any_of=part.texts("is"),
        none_of=part.texts("is_not"),
        holds=part.texts("has"),
        filled=filled,
        sign=part.choice("sign", Sign, None) if part.given("sign") else None,
    )
    part.flag("filled")
    part.text("sign", "")
    part.done()
    about_a_cell = bool(condition.any_of or condition.none_of or condition.holds or filled is not None)
    if about_a_cell != bool(condition.column) or not (about_a_cell or condition.sign):
        part.refuse("", "does not say what to test", "a column with is, is_not, has or filled, or a sign")
    return condition


def _checked(profile: Profile, name: str) -> Profile:
    """Return the profile if its columns are all among its headers."""
    if not profile.required:
        _refuse(name, "headers.required", "is empty", "the columns by which the source is recognised")
    known = {*profile.required, *profile.optional}
    for place, column in profile.used_columns():
        if column not in known:
            _refuse(name, place, f"names the column “{column}”", "a column that is listed under headers")
    for column in profile.aliases:
        if column not in known:
            _refuse(name, f"headers.aliases.{column}", "is no column of the profile", "a listed column")
    return profile


def _one_of(words: list[str]) -> str:
    return "one of " + ", ".join(words)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _refuse(name: str, place: str, what: str, expected: str) -> NoReturn:
    where = f"{name}: {place}" if place else name
    raise UserError(f"{where} {what}.", KEPT, f"Expected is {expected}.", (Fault(where, what, expected),))
