"""The picture of the whole journey, with a badge and a stop for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent

    from viewer.content.drawing import Drawing
    from viewer.ui.picture import Picture
    from viewer.ui.theme import Look

TRAVEL = 540
"""How long a cell travels to the next stop, in milliseconds; DESIGN section 3 wants less than 600."""

LEAST_DISC, LEAST_NUMBER = 18, 11
"""Least diameter of a badge and least size of the number in it, in pixels: still read in the smallest window."""

SETTLE = 120
"""How long a window's size must rest before the picture is drawn anew, in milliseconds."""


class Spot(QAbstractButton):
    """A place on the picture that can be pressed: a stop, or its badge.

    It takes no focus: the name in the strip is the button for keyboard and screen reader.

    Args:
        parent: The picture.
        label: What the spot draws; ``""`` for a stop, which the picture itself draws.

    Attributes:
        lit: Whether the step is the chosen one.
        disc: Diameter of what is drawn in the middle of the spot, in pixels; the spot itself may be larger, to be hit.
    """

    def __init__(self, parent: QWidget, label: str) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = label
        self._look: Look | None = None
        self.lit = False
        self.disc = 0

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self.update()

    def hitButton(self, point: QPoint) -> bool:
        """Say whether a point in pixels lies in the ellipse that fills the widget."""
        return QRegion(self.rect(), QRegion.RegionType.Ellipse).contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge with its number."""
        if not self._label or self._look is None:
            return
        colors = self._look.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = max(1.5, self.disc * 0.06)
        side = self.disc - 2 * rim
        circle = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ground, words = QColor(colors.accent), QColor(colors.on_accent)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(colors.halo), rim))
        painter.drawEllipse(circle)
        if self.lit:
            painter.setPen(QPen(words, rim * 0.8))
            painter.drawEllipse(circle.adjusted(rim * 1.3, rim * 1.3, -rim * 1.3, -rim * 1.3))
        font = self._look.font(bold=True)
        font.setPixelSize(max(LEAST_NUMBER, round(side * 0.56)))
        painter.setFont(font)
        painter.setPen(words)
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), self._label)
        painter.end()


class Diagram(QWidget):
    """The picture. Choosing a stop or a badge is told; what that means is decided elsewhere.

    Args:
        drawing: Where everything stands in the picture.
        steps: The ids of the steps, in their order.
        picture: The picture as pixels.
        look: How it looks.

    Signals:
        step_chosen: A stop or a badge was pressed; carries the step's id.
    """

    step_chosen = Signal(str)

    def __init__(self, drawing: Drawing, steps: tuple[str, ...], picture: Picture, look: Look) -> None:
        super().__init__()
        self._drawing = drawing
        self._steps = steps
        self._picture = picture
        self._look = look
        self._step = ""
        self._stops = {step: self._spot(step, "") for step in steps}
        self._badges = {step: self._spot(step, str(number)) for number, step in enumerate(steps, 1)}
        self._way = QPainterPath()
        self._cell: QPointF | None = None
        self._travel = QVariantAnimation(self)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.setDuration(TRAVEL)
        self._travel.valueChanged.connect(self._move_cell)
        self._travel.finished.connect(self._arrive)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE)
        self._settled.timeout.connect(self._draw_anew)
        self.set_look(picture, look)

    def _spot(self, step: str, label: str) -> Spot:
        spot = Spot(self, label)
        spot.setObjectName(f"{'badge' if label else 'stop'}-{step}")
        spot.clicked.connect(lambda: self.step_chosen.emit(step))
        return spot

    @property
    def step(self) -> str:
        """The lit step; ``""`` when the whole picture is lit."""
        return self._step

    @property
    def aspect(self) -> float:
        """Width of the drawing divided by its height."""
        return self._drawing.view_box.width / self._drawing.view_box.height

    @property
    def traveling(self) -> bool:
        """Whether a cell is on its way."""
        return self._cell is not None

    def set_look(self, picture: Picture, look: Look) -> None:
        """Take another look, and the picture that was drawn for it."""
        self._picture = picture
        self._look = look
        for spot in (*self._stops.values(), *self._badges.values()):
            spot.set_look(look)
        if not look.motion:
            self._arrive()
        self._place_spots()
        self.update()

    def show_step(self, step: str) -> None:
        """Light a step; ``""`` lights the whole picture.

        With motion, a cell travels there when the step is the next one.
        """
        before, self._step = self._step, step
        self._arrive()
        for each, badge in self._badges.items():
            if badge.lit != (each == step):
                badge.lit = each == step
                badge.update()
        if before in self._steps and step in self._steps:
            self.update(self._lit_rect(before))
            self.update(self._lit_rect(step))
        else:
            self.update()
        path = self._drawing.steps[step].path if step in self._steps else ()
        if path and before == self._step_before(step) and self._look.motion:
            self._way = QPainterPath(QPointF(path[0].x0, path[0].y0))
            for part in path:
                self._way.cubicTo(part.x1, part.y1, part.x2, part.y2, part.x3, part.y3)
            self._travel.start()

    def _lit_rect(self, step: str) -> QRect:
        """Return what changes on the screen when a step is lit, in pixels."""
        margin = round(self._ring() * 2) + 2
        return self._stops[step].geometry().adjusted(-margin, -margin, margin, margin)

    def _ring(self) -> float:
        """Return the width of the ring around the lit stop, in pixels."""
        return max(3.0, 6 * self._scale())

    def _step_before(self, step: str) -> str:
        index = self._steps.index(step)
        return self._steps[index - 1] if index else ""

    def _move_cell(self, part: float) -> None:
        """Move the traveling cell to a part of its way, from 0 to 1."""
        self._update_cell()
        self._cell = self._way.pointAtPercent(min(1.0, max(0.0, part)))
        self._update_cell()

    def _arrive(self) -> None:
        """End the travel at once."""
        self._travel.stop()
        if self._cell is not None:
            self._update_cell()
            self._cell = None

    def _update_cell(self) -> None:
        if self._cell is not None:
            center = self._to_widget(self._cell)
            side = round(60 * self._scale()) + 4
            self.update(QRect(round(center.x()) - side, round(center.y()) - side, 2 * side, 2 * side))

    def _scale(self) -> float:
        """Return device-independent pixels for one unit of the drawing."""
        return self.width() / self._drawing.view_box.width

    def _to_widget(self, point: QPointF) -> QPointF:
        left, top, _, _ = self._drawing.view_box
        return QPointF(point.x() - left, point.y() - top) * self._scale()

    def _disc(self) -> int:
        """Return the diameter of a badge in pixels: larger with the text, smaller where the picture is small.

        On a kiosk it is as large as what can be pressed there, so that its number is as large as the text.
        """
        by_text = round(self._look.em * 1.9)
        least = max(self._look.target, round(self._look.body * 2.1)) if self._look.low else LEAST_DISC
        return max(least, min(by_text, round(self.width() * 0.07)))

    def _place_spots(self) -> None:
        """Put stops and badges where the drawing says, badges whole inside the picture and beside their stops."""
        disc = self._disc()
        side = max(self._look.target, disc)
        scale = max(self._scale(), 1e-6)
        for step in self._steps:
            place = self._drawing.steps[step]
            center = self._to_widget(QPointF(place.stop.cx, place.stop.cy))
            least = self._look.target / 2
            reach = QPointF(max(least, place.stop.rx * scale), max(least, place.stop.ry * scale))
            self._stops[step].setGeometry(QRectF(center - reach, center + reach).toAlignedRect())
        for step in self._steps:
            beside = self._drawing.steps[step].badge_beside((disc / 2 + self._ring() * 1.6) / scale)
            center = self._to_widget(QPointF(*beside))
            left = min(max(0, round(center.x() - side / 2)), max(0, self.width() - side))
            top = min(max(0, round(center.y() - side / 2)), max(0, self.height() - side))
            self._badges[step].disc = disc
            self._badges[step].setGeometry(left, top, side, side)
            self._badges[step].raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the spots anew; the picture follows when the size has settled."""
        self._place_spots()
        if not self._picture.last().isNull() and not self._picture.has(self.size(), self.devicePixelRatioF()):
            self._settled.start()

    def _draw_anew(self) -> None:
        self._picture.lit(self.size(), self.devicePixelRatioF())
        self.update()

    def _lit(self) -> QPixmap:
        """Return the picture of this size, or that of the last one while the size still changes."""
        last = self._picture.last()
        if not last.isNull() and self._settled.isActive():
            return last
        return self._picture.lit(self.size(), self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the lit stop and the traveling cell."""
        lit = self._lit()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=lit.size() != self.size())
        if self._step not in self._steps:
            painter.drawPixmap(self.rect(), lit)
        else:
            painter.drawPixmap(self.rect(), self._picture.receded())
            self._draw_stop(painter, lit)
        if self._cell is not None:
            self._draw_cell(painter, self._cell)
        painter.end()

    def _draw_stop(self, painter: QPainter, lit: QPixmap) -> None:
        """Draw the lit stop with its halo."""
        x, y, rx, ry = self._drawing.steps[self._step].stop
        scale = self._scale()
        center = self._to_widget(QPointF(x, y))
        shape = QPainterPath()
        shape.addEllipse(center, rx * scale, ry * scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self._ring()
        halo = QColor(self._look.colors.halo)
        halo.setAlphaF(0.85)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(halo, ring * 3.2))
        painter.drawPath(shape)
        painter.save()
        painter.setClipPath(shape)
        painter.fillPath(shape, QColor(self._look.colors.paper))
        painter.drawPixmap(self.rect(), lit)
        painter.restore()
        painter.setPen(QPen(QColor(self._look.colors.accent), ring))
        painter.drawPath(shape)

    def _draw_cell(self, painter: QPainter, place: QPointF) -> None:
        """Draw the traveling cell: irregular, with a large dark nucleus."""
        scale = self._scale()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(self._to_widget(place))
        painter.scale(scale, scale)
        outline = QPainterPath(QPointF(-26, -8))
        outline.cubicTo(-24, -30, 6, -30, 18, -22)
        outline.cubicTo(34, -12, 28, 10, 20, 20)
        outline.cubicTo(8, 32, -14, 26, -22, 16)
        outline.cubicTo(-28, 8, -27, 0, -26, -8)
        painter.setPen(QPen(QColor(self._look.colors.halo), 5))
        painter.setBrush(QColor(self._look.colors.cell))
        painter.drawPath(outline)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colors.nucleus))
        painter.drawEllipse(QPointF(-1, -1), 13, 11)
        painter.restore()

    def sizeHint(self) -> QSize:
        """Return the drawing's own size."""
        _, _, width, height = self._drawing.view_box
        return QSize(round(width), round(height))
