"""The options of this device: each declared once, kept in one TOML file that is written whole or not at all.

Options that belong to a workspace travel with it: its name and currency are in `workspace.toml` (see `storage`).
"""

from __future__ import annotations

import logging
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.i18n import N_, _
from consultant_desk.paths import made

T = TypeVar("T", str, int, bool)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One option of this device. `title` is its label, untranslated; `choices` limits a text to these values.

    `fits` tells of any other value whether it may be used.
    """

    name: str
    kind: type[T]
    default: T
    title: str
    choices: tuple[T, ...] = ()
    fits: Callable[[T], bool] | None = None

    def accepts(self, value: object) -> bool:
        """Tell whether a value from a file or a form may be used."""
        if type(value) is not self.kind or (self.choices and value not in self.choices):
            return False
        return self.fits is None or self.fits(value)


def is_day_of_year(text: str) -> bool:
    """Tell whether a text is a month and a day that every year has, such as "04-06"."""
    try:
        return len(text) == len("04-06") and date.fromisoformat(f"2026-{text}").isoformat()[5:] == text
    except ValueError:
        return False


LAST_WORKSPACE = Option("last_workspace", str, "", N_("Workspace opened last"))
APPEARANCE = Option("appearance", str, "system", N_("Appearance"), ("system", "light", "dark"))
LANGUAGE = Option("language", str, "", N_("Language"))
REDUCE_MOTION = Option("reduce_motion", bool, False, N_("Less motion"))
RAIL_COLLAPSED = Option("rail_collapsed", bool, False, N_("Narrow navigation"))
WINDOW_GEOMETRY = Option("window_geometry", str, "", N_("Place of the window"))
OPEN_FOLDER = Option("open_folder", str, "", N_("Folder a file was last opened from"))
SAVE_FOLDER = Option("save_folder", str, "", N_("Folder a file was last saved to"))
TAX_YEAR_START = Option("tax_year_start", str, "01-01", N_("Tax year begins"), fits=is_day_of_year)
"""Month and day: 04-06 in the United Kingdom, 07-01 in Australia."""

OPTIONS: tuple[Option[str] | Option[bool], ...] = (
    LAST_WORKSPACE,
    APPEARANCE,
    LANGUAGE,
    REDUCE_MOTION,
    RAIL_COLLAPSED,
    WINDOW_GEOMETRY,
    OPEN_FOLDER,
    SAVE_FOLDER,
    TAX_YEAR_START,
)


class Settings:
    """The values of all options. Keys of a newer or older version are kept as they stand in the file.

    `notice` is a sentence for the person when the file was broken and has been set aside, else empty.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.notice = ""
        self._values: dict[str, Any] = self._read()

    def get(self, option: Option[T]) -> T:
        """Return the value of an option, its default when none was set or the file holds something else."""
        value = self._values.get(option.name, option.default)
        return value if option.accepts(value) else option.default

    def set(self, option: Option[T], value: T) -> None:
        """Keep a value and write the file; `UserError` for a value the option does not have."""
        if not option.accepts(value):
            choices = ", ".join(str(choice) for choice in option.choices)
            raise UserError(
                _("{title} cannot be “{value}”.").format(title=_(option.title), value=value),
                hint=_("Choose one of: {choices}.").format(choices=choices) if choices else "",
            )
        if self._values.get(option.name) == value:
            return
        self._values[option.name] = value
        self._write()

    def remember(self, option: Option[T], value: T) -> None:
        """Keep a value nobody asked to keep, such as the place of the window; a failure to write is only logged."""
        try:
            self.set(option, value)
        except EnvironmentFailure as error:
            log.warning("not remembered: %s", error.happened)

    def _read(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise EnvironmentFailure(
                f"The settings in {self.file} cannot be read ({error.strerror or error}).",
                hint="Check who may read the file.",
            ) from error
        except ValueError:
            self._set_aside()
            return {}

    def _set_aside(self) -> None:
        broken = self.file.with_suffix(".broken.toml")
        try:
            self.file.replace(broken)
        except OSError as error:
            raise EnvironmentFailure(
                f"The settings in {self.file} are broken and cannot be set aside ({error.strerror or error}).",
                hint="Remove or rename the file.",
            ) from error
        self.notice = _("The settings could not be read; the file was kept as {name} and defaults are used.").format(
            name=broken.name
        )
        log.warning("settings file broken, set aside")

    def _write(self) -> None:
        # Not needed to start, where each counts: only the first change of an option writes.
        import tempfile

        import tomli_w

        folder = made(self.file.parent)
        temporary: Path | None = None
        try:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".settings-", delete=False) as stream:
                temporary = Path(stream.name)
                tomli_w.dump(self._values, stream)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(self.file)
        except OSError as error:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            raise EnvironmentFailure(
                f"The settings cannot be written to {self.file} ({error.strerror or error}).",
                kept="The setting holds until the program is closed.",
                hint="Free some space, or check who may write there.",
            ) from error
