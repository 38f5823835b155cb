"""The frozen edges of the matrix: criteria with their weights at the left, product names on two lines above."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from ui.evaluations.criteria_rows import RowKind
from ui.evaluations.scores_model import ScoresModel
from ui.evaluations.session import EvaluationSession
from ui.evaluations.table_header import FixedHeader
from ui.theme import SEMIBOLD, FontRole, theme
from ui.widgets.painting import hairline, one_line, text_line

MARGIN = 24
EDGE_WIDTH, NARROW_EDGE = 242, 200
WEIGHT_WIDTH = 44
HEAD_HEIGHT = 44
NAME_LINES = 2
SMALL_BELOW = 84
"""Names over narrower columns are set smaller: a word of nine letters would be broken."""


class CriteriaEdge(FixedHeader):
    """Criterion and weight of each row; stays while the products scroll sideways."""

    def __init__(self, model: ScoresModel, session: EvaluationSession, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._rows = model
        self._session = session
        self.setFixedWidth(EDGE_WIDTH)

    def sizeHint(self) -> QSize:
        """Keep the width of name and weight. Qt would look through all rows for a height that nobody asks for."""
        return QSize(self.width(), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one row's name and weight."""
        row = self._rows.rows[logicalIndex]
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme().color("bg1" if row.kind is RowKind.GROUP else "bg0"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        if row.group is not None:
            font = theme().font("small", weight=SEMIBOLD)
            text_line(painter, box.adjusted(MARGIN, 0, 0, 0), row.group.name, theme().color("text"), font)
        else:
            self._paint_row(painter, box, logicalIndex)
        painter.restore()

    def _paint_row(self, painter: QPainter, box: QRectF, place: int) -> None:
        row = self._rows.rows[place]
        total = row.criterion is None
        current = row.criterion is not None and row.key == self._session.criterion
        font = theme().font("body", weight=SEMIBOLD if total or current else None)
        figures = theme().font("body", tabular=True)
        right = box.adjusted(0, 0, -8, 0)
        text_line(
            painter, right, self._rows.weight_text(row), theme().color("text2"), figures, Qt.AlignmentFlag.AlignRight
        )
        name = "Score" if row.criterion is None else row.criterion.name
        area = QRectF(box.left() + MARGIN, box.top(), box.width() - MARGIN - WEIGHT_WIDTH, box.height())
        must = row.criterion is not None and row.criterion.must is not None
        room = area.adjusted(0, 0, -32, 0) if must else area
        taken = text_line(painter, room, name, theme().color("text"), font)
        if must:
            small = area.adjusted(taken + 5, 1, 0, 0)
            text_line(painter, small, "must", theme().color("text2"), theme().font("small"))


class ProductsHead(FixedHeader):
    """Product names in two lines over their columns."""

    def __init__(self, model: ScoresModel, session: EvaluationSession, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model
        self._session = session
        self.setFixedHeight(HEAD_HEIGHT)

    def sizeHint(self) -> QSize:
        """Keep the height. Qt would look through the names for one that nobody asks for."""
        return QSize(0, HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one product's name."""
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, theme().color("bg0"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        role: FontRole = "body" if box.width() >= SMALL_BELOW else "small"
        paint_wrapped(painter, box.adjusted(7, 4, -2, -4), self._columns.candidates[logicalIndex].name, role=role)
        painter.restore()


class CornerWords(QWidget):
    """The words over the frozen edge: one at its left, one at its right."""

    def __init__(self, left: str, right: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._left, self._right = left, right

    def paintEvent(self, _event: object) -> None:
        """Paint both."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("bg0"))
        hairline(painter, 0, self.height() - 1, self.width())
        box = QRectF(self.rect())
        small, tone = theme().font("small"), theme().color("text2")
        text_line(painter, box.adjusted(MARGIN, 0, 0, 0), self._left, tone, small)
        text_line(painter, box.adjusted(0, 0, -8, 0), self._right, tone, small, Qt.AlignmentFlag.AlignRight)
        painter.end()


def paint_wrapped(
    painter: QPainter, box: QRectF, text: str, weight: int | None = SEMIBOLD, *, role: FontRole = "body"
) -> None:
    """Paint a name on at most two lines, the second one elided, centred in the height of the box."""
    font = theme().font(role, weight=weight)
    layout = QTextLayout(one_line(text), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    pieces: list[str] = []
    layout.beginLayout()
    while len(pieces) < NAME_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        start = line.textStart()
        last = len(pieces) == NAME_LINES - 1
        pieces.append(one_line(text)[start:] if last else one_line(text)[start : start + line.textLength()])
    layout.endLayout()
    step = 18.0
    top = box.center().y() - step * len(pieces) / 2
    for place, piece in enumerate(pieces):
        text_line(
            painter, QRectF(box.left(), top + place * step, box.width(), step), piece, theme().color("text"), font
        )
