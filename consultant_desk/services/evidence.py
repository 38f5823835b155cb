"""What a person says about a piece of evidence, of a product or of an evaluation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A piece of evidence about a product."""

    title: str
    kind: str = "document"
    grade: str = ""
    source: str = ""
    locator: str = ""
    quote: str = ""
    seen_on: str = ""
    expires_on: str = ""
    independent: bool = False


def cited(source: str, locator: str) -> str:
    """Return a source and where in it as files and reports cite them: "Support page, https://…, page 3"."""
    return ", ".join(part for part in (source.strip(), locator.strip()) if part)
