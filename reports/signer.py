"""Who signs a report, and how the stamp of a signature looks: plain data that need no library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec


def pyhanko_is_there() -> bool:
    """Tell whether signatures can be made and checked here."""
    return find_spec("pyhanko") is not None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a PKCS#12 file signs as: whose name, by whose word, and from when until when (ISO dates)."""

    name: str
    issuer: str
    self_issued: bool
    valid_from: str
    valid_until: str

    def warning(self, when: datetime) -> str:
        """Return what to know before signing at this time, or nothing."""
        day = when.astimezone(UTC).date().isoformat()
        if day > self.valid_until:
            return f"The certificate expired on {self.valid_until}; whoever checks the signature is told."
        if day < self.valid_from:
            return f"The certificate is valid only from {self.valid_from}; whoever checks the signature is told."
        return ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a person chooses for a visible stamp: the family it is set in, and the colour of its bar as #RRGGBB."""

    font: str = "Inter"
    colour: str = "#24408E"
