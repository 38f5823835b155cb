"""How to find a dialog over the workbench."""

from __future__ import annotations

import pytest

from tests.ui.evaluations import looking


@pytest.fixture
def dialog():
    """Find the open dialog of a type."""
    return looking.dialog
