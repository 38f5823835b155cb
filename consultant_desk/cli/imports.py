"""The group `import`: what comes in from files of others, one command for each kind."""

from __future__ import annotations

from consultant_desk.cli import rates, statements
from consultant_desk.cli.parsing import Subparsers, add_group


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "import", "take in a statement or exchange rates")
    statements.declare(group)
    rates.declare(group)
