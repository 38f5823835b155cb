"""Imported statements: the files, rows that wait for a decision, what was decided, profiles of one's own."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    optional_int,
    optional_text,
    owned_by,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

QUESTIONS = ("amount differs", "unknown sub-id", "unknown status", "same id twice", "cannot be read")


class ImportFile(Record):
    """One file that was imported into one account; exists once per account and bytes.

    `as_of` stands for rows that do not say when they changed. The file itself is kept as a document.
    """

    __tablename__ = "import_file"

    account_id: Mapped[str] = owned_by("account.id")
    document_id: Mapped[str | None] = refers_to("document.id")
    name: Mapped[str] = text_column(short=True)
    sha256: Mapped[str] = text_column(short=True)
    profile: Mapped[str] = text_column(short=True)
    as_of: Mapped[str | None] = optional_text()
    period_from: Mapped[str | None] = optional_text(unit="period")
    period_to: Mapped[str | None] = optional_text(unit="period")
    rows: Mapped[int | None] = optional_int()
    imported_at: Mapped[str | None] = optional_text()


class StatementRow(Record):
    """A row that was held for a decision, with the decision once there is one; exists once per file and line.

    `event` is the id the observation would have, so that the answer is known when the row comes again.
    """

    __tablename__ = "statement_row"

    import_file_id: Mapped[str] = owned_by("import_file.id")
    line: Mapped[int | None] = optional_int()
    event: Mapped[str] = text_column(short=True)
    question: Mapped[str | None] = optional_text()
    text: Mapped[str] = text_column()
    choice: Mapped[str | None] = optional_text(unit="decision")
    client_id: Mapped[str | None] = refers_to("client.id", unit="decision")


class StatementGap(Record):
    """An open commission that a statement of its period did not hold; exists once per file and commission."""

    __tablename__ = "statement_gap"

    import_file_id: Mapped[str] = owned_by("import_file.id")
    commission_id: Mapped[str] = owned_by("commission.id")


class StatementAnswer(Record):
    """What a person decided about a word of an account's statements: a status or a sub-id; exists once per word."""

    __tablename__ = "statement_answer"

    account_id: Mapped[str] = owned_by("account.id")
    question: Mapped[str | None] = optional_text()
    raw: Mapped[str] = text_column(short=True)
    choice: Mapped[str | None] = optional_text(unit="decision")
    client_id: Mapped[str | None] = refers_to("client.id", unit="decision")


class StatementProfile(Record):
    """A profile of one's own: the text of its TOML file."""

    __tablename__ = "statement_profile"

    key: Mapped[str] = text_column(short=True)
    title: Mapped[str] = text_column(short=True)
    text: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=ImportFile,
        label="Statement",
        plural="Statements",
        icon="file-down",
        title_field="name",
        fields=(
            FieldSpec("account_id", "Account", FieldKind.LINK, required=True),
            FieldSpec("document_id", "File", FieldKind.LINK),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("sha256", "SHA-256", FieldKind.HASH),
            FieldSpec("profile", "Profile"),
            FieldSpec("as_of", "As of", FieldKind.INSTANT),
            FieldSpec("period_from", "From", FieldKind.DATE),
            FieldSpec("period_to", "To", FieldKind.DATE),
            FieldSpec("rows", "Rows", FieldKind.NUMBER),
            FieldSpec("imported_at", "Imported", FieldKind.INSTANT),
        ),
        internal=True,
    ),
    EntitySpec(
        record=StatementRow,
        label="Held row",
        plural="Held rows",
        icon="circle-help",
        title_field="text",
        fields=(
            FieldSpec("import_file_id", "Statement", FieldKind.LINK, required=True),
            FieldSpec("line", "Line", FieldKind.NUMBER),
            FieldSpec("event", "Observation"),
            FieldSpec("question", "Question", FieldKind.CHOICE, choices=QUESTIONS),
            FieldSpec("text", "Row", FieldKind.LONG_TEXT),
            FieldSpec("choice", "Decision"),
            FieldSpec("client_id", "Client", FieldKind.LINK),
        ),
        internal=True,
    ),
    EntitySpec(
        record=StatementGap,
        label="Not in a statement",
        plural="Not in a statement",
        icon="circle-dashed",
        title_field="id",
        fields=(
            FieldSpec("import_file_id", "Statement", FieldKind.LINK, required=True),
            FieldSpec("commission_id", "Commission", FieldKind.LINK, required=True),
        ),
        internal=True,
    ),
    EntitySpec(
        record=StatementAnswer,
        label="Remembered answer",
        plural="Remembered answers",
        icon="history",
        title_field="raw",
        fields=(
            FieldSpec("account_id", "Account", FieldKind.LINK, required=True),
            FieldSpec("question", "Question", FieldKind.CHOICE, choices=QUESTIONS),
            FieldSpec("raw", "In the statement"),
            FieldSpec("choice", "Decision"),
            FieldSpec("client_id", "Client", FieldKind.LINK),
        ),
        internal=True,
    ),
    EntitySpec(
        record=StatementProfile,
        label="Statement profile",
        plural="Statement profiles",
        icon="list-checks",
        title_field="title",
        fields=(
            FieldSpec("key", "Key", required=True),
            FieldSpec("title", "Title", required=True),
            FieldSpec("text", "Profile", FieldKind.LONG_TEXT, required=True),
        ),
        internal=True,
    ),
)
