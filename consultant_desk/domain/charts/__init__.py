"""The geometry of charts as plain numbers, drawn alike by the window (QPainter) and by reports (reportlab).

Nothing here draws, and nothing knows of Qt or of PDF.
"""
