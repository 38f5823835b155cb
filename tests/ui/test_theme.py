"""Both themes are legible, complete and switch while the program runs."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import Mode, colors, measures, theme

TEXT_ON = {
    "bg0": ("text", "text2", "text3", "accentText", "warn", "bad"),
    "bg1": ("text", "text2", "text3", "accentText", "warn", "bad"),
    "hover": ("text", "text2"),
    "tint": ("text", "text2", "text3", "accentText", "warn", "bad"),
    "pop": ("text", "text2", "text3", "accentText"),
    "accent": ("onAccent",),
    "warnTint": ("warn",),
    "badTint": ("bad",),
    "infoTint": ("info",),
}


def luminance(color):
    parts = [(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for part in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ground", "tone"), [(g, t) for g, tones in TEXT_ON.items() for t in tones])
def test_text_is_legible_on_every_ground_it_stands_on(dark, ground, tone):
    named = colors(dark=dark).named
    assert contrast(named[tone], named[ground]) >= 4.5


@pytest.mark.parametrize(("fill", "label"), measures().label_on.items())
def test_labels_are_legible_on_chart_colours(fill, label):
    from PySide6.QtGui import QColor

    assert contrast(QColor(fill), QColor(label)) >= 4.5


def test_both_themes_name_the_same_colours():
    assert colors(dark=False).named.keys() == colors(dark=True).named.keys()


def test_switching_to_dark_changes_the_palette_and_tells_about_it(qtbot):
    with qtbot.waitSignal(theme().changed):
        theme().set_mode(Mode.DARK)
    assert theme().dark
    assert QApplication.palette().color(QPalette.ColorRole.Base) == theme().color("bg0")
    assert theme().color("bg0").lightness() < 60


def test_the_program_brings_its_own_typeface():
    assert QFontInfo(theme().font("body")).family() == "Inter"
    assert QFontInfo(theme().font("title")).pixelSize() == 20


def test_tabular_figures_are_all_equally_wide():
    metrics = QFontMetricsF(theme().font("body", tabular=True))
    assert len({round(metrics.horizontalAdvance(str(figure)), 3) for figure in range(10)}) == 1
    plain = QFontMetricsF(theme().font("body"))
    assert plain.horizontalAdvance("1") < plain.horizontalAdvance("8")
