"""A profile as TOML, for a person to edit and share; what has its usual value is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomli_w

from consultant_desk.imports.statements.dates import DateRules
from consultant_desk.imports.statements.profile import (
    Condition,
    Identity,
    KindRule,
    Layout,
    Profile,
    StatusRule,
    When,
)


def write_profile(profile: Profile) -> str:
    """Return the TOML text of a profile; reading it gives an equal one."""
    headers: dict[str, Any] = {"required": list(profile.required), "optional": list(profile.optional)}
    document: dict[str, Any] = {
        "key": profile.key,
        "title": profile.title,
        "network": profile.network,
        "version": profile.version,
        "role": profile.role.value,
        "reversal": profile.reversal.value,
        "header_status": profile.header_status.value,
        "header_source": profile.header_source,
        "notes": profile.notes,
        "generic": profile.generic,
        "programme": profile.programme,
        "original_by": list(profile.original_by),
        "pair_by": list(profile.pair_by),
        "headers": _filled(headers | {"aliases": {name: list(names) for name, names in profile.aliases.items()}}),
        "file": _layout(profile.layout),
        "amounts": _amounts(profile),
        "dates": _dates(profile.dates),
        "identity": _identity(profile.identity),
        "fields": {name: list(columns) for name, columns in profile.fields.items()},
        "status": [_status(rule) for rule in profile.statuses],
        "kind": [_kind(rule) for rule in profile.kinds],
        "hold": [{"trouble": rule.trouble.value, **_when(rule.when)} for rule in profile.holds],
        "ignore": [{"reason": rule.reason, **_when(rule.when)} for rule in profile.ignores],
    }
    return tomli_w.dumps(_filled(document))


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given: neither empty nor false."""
    return {key: value for key, value in table.items() if value not in ("", [], {}, False)}


def _layout(layout: Layout) -> dict[str, Any]:
    return _filled(
        {
            "form": layout.form.value,
            "delimiter": layout.delimiter,
            "encoding": layout.encoding,
            "json_rows": layout.json_rows,
            "period_to": layout.period_to,
        }
    )


def _amounts(profile: Profile) -> dict[str, Any]:
    marks = profile.marks
    return _filled(
        {
            "decimal": marks.decimal,
            "group": marks.group,
            "unit": "minor" if marks.minor_unit else "major",
            "rounding": marks.rounding.value,
            "currency": profile.currency,
        }
    )


def _dates(rules: DateRules) -> dict[str, Any]:
    return _filled({"formats": list(rules.formats), "zone": rules.zone}) | {"languages": list(rules.languages)}


def _identity(identity: Identity) -> dict[str, Any]:
    table = {"key": list(identity.key), "counted": identity.counted}
    return _filled(table) | {"fingerprint": list(identity.fingerprint), "prefix": identity.prefix}


def _status(rule: StatusRule) -> dict[str, Any]:
    table = {
        "approval": rule.approval.value,
        "payment": rule.payment.value,
        "text": rule.text,
        "column": rule.column,
        "changed": rule.changed,
        "undated": rule.undated,
        "forecast": rule.forecast,
    }
    return _filled(table | _when(rule.when))


def _kind(rule: KindRule) -> dict[str, Any]:
    table = {
        "kind": rule.kind.value,
        "role": rule.role.value if rule.role else "",
        "label": rule.label,
        "recurring": rule.recurring,
    }
    return _filled(table | _when(rule.when))


def _when(when: When) -> dict[str, Any]:
    return {"when": [_condition(one) for one in when]} if when else {}


def _condition(condition: Condition) -> dict[str, Any]:
    table: dict[str, Any] = _filled(
        {
            "column": condition.column,
            "is": list(condition.any_of),
            "is_not": list(condition.none_of),
            "has": list(condition.holds),
            "sign": condition.sign.value if condition.sign else "",
        }
    )
    return table if condition.filled is None else table | {"filled": condition.filled}
