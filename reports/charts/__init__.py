"""The charts of a report, one to a module, each a function to a `Drawing` that any pen can draw.

Bars start at zero, segments are parted in white, nothing is told by colour alone. Positions are computed from the
values, never from the printed roundings; charts that the window has too share their geometry in `domain.charts`.
"""
