"""ReportLab with everything switched off that could fetch, execute or leak; import this before any other part of it.

Every setting can be overridden by an environment variable or by Python files in the home directory that ReportLab runs
at import, so all are set to what ReportLab ships with, save for ours, after import, and ours asserted again before each
build: else the same report would have other bytes on another machine.
"""

from __future__ import annotations

from reportlab import rl_config, rl_settings

from consultant_desk.errors import EnvironmentFailure

BASE_FONT = "Inter-Regular"

_SETTINGS: tuple[tuple[str, object], ...] = (
    ("trustedHosts", None),
    ("trustedSchemes", []),
    ("toColorCanUse", None),
    ("invariant", 1),
    ("pageCompression", 1),
    ("warnOnMissingFontGlyphs", 0),
    ("canvas_basefontname", BASE_FONT),
    ("defaultGraphicsFontName", BASE_FONT),
    ("useA85", 0),
)

_SHIPPED = frozenset(rl_settings.__all__) - {
    "CMapSearchPath", "T1SearchPath", "TTFSearchPath",  # folders, which depend on the machine and are not used
    "unShapedFontGlob",  # a text there and a list here; nothing is shaped
    "defaultPageSize",  # a name there and a size here; every report says its own
}  # fmt: skip


def lock() -> None:
    """Set the safe values. The two font names must stand before the canvas is imported, else Helvetica is named."""
    for name in _SHIPPED:
        setattr(rl_config, name, getattr(rl_settings, name))
    for name, value in _SETTINGS:
        setattr(rl_config, name, value)
    from reportlab.lib.fonts import addMapping  # reads the settings above when it is imported

    addMapping(BASE_FONT, 0, 0, BASE_FONT)
    addMapping(BASE_FONT, 0, 1, BASE_FONT)
    addMapping(BASE_FONT, 1, 0, BASE_FONT)
    addMapping(BASE_FONT, 1, 1, BASE_FONT)


def assert_locked() -> None:
    """Refuse to build when something loosened ReportLab since it was locked."""
    for name, value in _SETTINGS:
        if getattr(rl_config, name) != value:
            raise EnvironmentFailure(
                f"The PDF library runs with its own setting for {name}.",
                "No report was made.",
                "Remove the ReportLab settings file or the RL_ variables of your system.",
            )


lock()
