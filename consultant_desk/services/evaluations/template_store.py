"""Where templates are found: those of the program, and one's own with their versions in the workspace."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.template import (
    Template,
    UseCase,
    builtin_templates,
    dump_template,
    load_template,
)
from consultant_desk.entities.registry import entities
from consultant_desk.entities.template import Template as TemplateRecord
from consultant_desk.entities.template import TemplateVersion
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.keys import key_from
from consultant_desk.services.operations import assign, find
from consultant_desk.services.rows.templates import TemplateRow, TemplateVersionRow, UseCaseRow

MAX_VERSIONS = 999


def template_rows(session: Session) -> tuple[TemplateRow, ...]:
    """Return every template in its newest version, by category and name."""
    versions: dict[str, list[TemplateVersion]] = defaultdict(list)
    for version in session.scalars(select(TemplateVersion)):
        versions[version.template_id].append(version)
    rows = [_row(template.id, template, own=False, versions=1) for template in builtin_templates()]
    for record in session.scalars(select(TemplateRecord)):
        if kept := versions.get(record.id):
            newest = max(kept, key=_number)
            rows.append(_row(record.id, _of(record, newest), own=True, versions=len(kept)))
    return tuple(sorted(rows, key=lambda row: (row.category.casefold(), row.name.casefold(), row.id)))


def found_template(session: Session, template_id: str, number: int | None = None) -> Template:
    """Return a template in one of its versions, the newest when none is named; `UserError` when it is not there."""
    builtin = next((one for one in builtin_templates() if one.id == template_id), None)
    if builtin is not None and number in {None, builtin.number}:
        return builtin
    if builtin is None:
        record = find(session, TemplateRecord, template_id)
        versions = versions_of(session, template_id)
        version = next((one for one in versions if number in {None, _number(one)}), None)
        if version is not None:
            return _of(record, version)
    raise UserError(f"This template has no version {number}.", UNCHANGED)


def version_rows(session: Session, template_id: str) -> tuple[TemplateVersionRow, ...]:
    """Return the versions of a template, newest first."""
    builtin = next((one for one in builtin_templates() if one.id == template_id), None)
    if builtin is not None:
        return (TemplateVersionRow(builtin.number, builtin.date, "", len(builtin.criteria)),)
    record = find(session, TemplateRecord, template_id)
    rows = []
    for version in versions_of(session, template_id):
        template = _of(record, version)
        rows.append(TemplateVersionRow(template.number, template.date, version.note, len(template.criteria)))
    return tuple(rows)


def versions_of(session: Session, template_id: str) -> list[TemplateVersion]:
    """Return the stored versions of a template of one's own, newest first."""
    query = select(TemplateVersion).where(TemplateVersion.template_id == template_id)
    return sorted(session.scalars(query), key=_number, reverse=True)


def new_template(session: Session, template: Template) -> str:
    """Store a template as one's own with its first version and return its id; its name must be free."""
    refuse_taken(session, template.name)
    record = TemplateRecord()
    _name(record, template.name, template.category)
    assign(entities()["template"], record, {"note": template.note})
    session.add(record)
    session.flush()
    _add_version(session, record.id, template, "")
    return record.id


def next_version(session: Session, template_id: str, template: Template, changed: str) -> None:
    """Store a template as the next version of one's own; `changed` says what is different."""
    record = own_template(session, template_id)
    refuse_taken(session, template.name, template_id)
    numbers = [_number(version) for version in versions_of(session, template_id)]
    number = max(numbers, default=0) + 1
    if number > MAX_VERSIONS:
        raise UserError(f"A template has at most {MAX_VERSIONS} versions.", UNCHANGED, "Save it under another name.")
    _name(record, template.name, template.category)
    _add_version(session, template_id, replace(template, number=number, note=record.note), changed)


def fitting_cases(before: Template, after: Template) -> tuple[UseCase, ...]:
    """Return the use cases of one version whose weights name exactly what is weighed in another."""
    kept = []
    for case in before.use_cases:
        try:
            load_template(dump_template(replace(after, use_cases=(case,))))
        except UserError:
            continue
        kept.append(case)
    return tuple(kept)


def rename(session: Session, template_id: str, name: str, category: str) -> None:
    """Give a template of one's own another name and category."""
    record = own_template(session, template_id)
    refuse_taken(session, name, template_id)
    _name(record, name, category)


def own_template(session: Session, template_id: str) -> TemplateRecord:
    """Return the record of a template of one's own; `UserError` for one of the program."""
    if any(one.id == template_id for one in builtin_templates()):
        raise UserError("A template of the program stays as it is.", UNCHANGED, "Save one of your own from it.")
    return find(session, TemplateRecord, template_id)


def refuse_taken(session: Session, name: str, but: str = "") -> None:
    """Refuse a name another template has: a list could not tell them apart."""
    wanted = " ".join(name.split()).casefold()
    others = [(one.id, one.name) for one in builtin_templates()]
    others += [(row[0], row[1]) for row in session.execute(select(TemplateRecord.id, TemplateRecord.name))]
    if any(key != but and other.casefold() == wanted for key, other in others):
        raise UserError(f"There is a template “{name.strip()}” already.", UNCHANGED, "Choose another name.")


def free_name(session: Session, name: str) -> str:
    """Return a name no template has: the one given, or with a number behind it."""
    taken = {one.name.casefold() for one in builtin_templates()}
    taken |= {other.casefold() for other in session.scalars(select(TemplateRecord.name))}
    name = " ".join(name.split())
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _name(record: TemplateRecord, name: str, category: str) -> None:
    values = {"name": " ".join(name.split()), "category": " ".join(category.split())}
    if not values["category"]:
        raise UserError("A template needs a category.", UNCHANGED, "Name the kind of product it is for.")
    assign(entities()["template"], record, values)


def _add_version(session: Session, template_id: str, template: Template, note: str) -> None:
    text = dump_template(template)
    _loaded(text)  # what cannot be read back would bar the whole list
    version = TemplateVersion(template_id=template_id, number=template.number, content_json=text)
    assign(entities()["template_version"], version, {"note": note})
    session.add(version)


def _number(version: TemplateVersion) -> int:
    return version.number or 0


def _of(record: TemplateRecord, version: TemplateVersion) -> Template:
    """Return a stored version under the name its template has now."""
    return replace(
        _loaded(version.content_json),
        id=key_from(record.name, (), "template"),
        name=record.name,
        category=record.category,
        note=record.note,
        number=_number(version),
    )


@lru_cache(maxsize=64)
def _loaded(text: str) -> Template:
    return load_template(text)


def _row(template_id: str, template: Template, *, own: bool, versions: int) -> TemplateRow:
    return TemplateRow(
        id=template_id,
        name=template.name,
        category=template.category,
        note=template.note,
        number=template.number,
        date=template.date,
        criteria=len(template.criteria),
        use_cases=tuple(UseCaseRow(case.id, case.name, case.note) for case in template.use_cases),
        own=own,
        versions=versions,
    )
