"""How the window looks on this device."""

from __future__ import annotations

from consultant_desk.settings import APPEARANCE, RAIL_COLLAPSED, REDUCE_MOTION
from ui.settings.part import SettingsPart
from ui.shell import Shell
from ui.theme import Mode, theme
from ui.widgets.choice import Option, Segmented, TickBox
from ui.widgets.form import Form

MODES = (Option("system", "As the system"), Option("light", "Light"), Option("dark", "Dark"))


class AppearancePart(SettingsPart):
    """Colours, motion and the rail; kept on this device, not in the workspace."""

    title = "Appearance"
    icon = "sun"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.say("These options belong to this device.")
        self.mode = Segmented(MODES, name="Colours", value=shell.settings.get(APPEARANCE))
        self.mode.chosen.connect(self._set_mode)
        self.motion = TickBox("Rows change place without sliding", checked=shell.settings.get(REDUCE_MOTION))
        self.motion.ticked.connect(lambda ticked: shell.settings.set(REDUCE_MOTION, ticked))
        self.rail = TickBox("Show icons only", checked=shell.settings.get(RAIL_COLLAPSED))
        self.rail.ticked.connect(lambda _ticked: shell.commands.run("window.rail"))
        form = Form()
        form.add("Colours", self.mode)
        form.add("Motion", self.motion)
        form.add("Navigation", self.rail)
        self.add(form)
        self.column.addStretch(1)
        self.setFocusProxy(self.motion)

    def _set_mode(self, value: str) -> None:
        self.shell.settings.set(APPEARANCE, value)
        theme().set_mode(Mode(value))
