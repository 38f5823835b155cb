"""Texts are English unless a catalogue is there."""

from __future__ import annotations

from consultant_desk.i18n import _, ngettext, use_language


def test_a_language_without_a_catalogue_leaves_english() -> None:
    assert use_language("tlh") is False
    assert _("Clients") == "Clients"


def test_plural_forms_hold_the_count() -> None:
    assert ngettext("{count} client", "{count} clients", 1) == "1 client"
    assert ngettext("{count} client", "{count} clients", 3) == "3 clients"
