"""The drawing as pixels: rendered once for each size and kept."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.content.topics import Topic

RECEDE = 0.55
"""How much of the ground lies over what recedes, so that 45 % of the picture stays (DESIGN section 4)."""


def render(svg: bytes, size: QSize, ratio: float = 1.0) -> QImage:
    """Draw an SVG into an image on a transparent ground.

    Args:
        svg: The drawing.
        size: Size on the screen, in device-independent pixels.
        ratio: Device pixels for each of them.
    """
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class Picture:
    """A topic's drawing in one theme, as pixels.

    Args:
        topic: The topic.
        theme: The theme's name.
        paper: Color of the ground that the picture recedes into.
    """

    def __init__(self, topic: Topic, theme: str, paper: str) -> None:
        self._topic = topic
        self._colors: Mapping[str, str] = topic.colors(theme)
        self._paper = paper
        self._svg = b""
        self._ahead: tuple[QSize, float, Thread, list[QImage]] | None = None
        self._kept: tuple[QSize, float, QPixmap, QPixmap] | None = None
        self._images: dict[tuple[str, int, float], QImage] = {}

    def _themed(self) -> bytes:
        """Return the drawing in the theme's colors."""
        if not self._svg:
            self._svg = self._recolored(self._topic.diagram)
        return self._svg

    def _recolored(self, svg: bytes) -> bytes:
        if not self._colors:
            return svg
        from viewer.content.drawing import recolored_svg

        return recolored_svg(svg, self._colors)

    def render_ahead(self, size: QSize, ratio: float) -> None:
        """Begin to draw in another thread what :meth:`pixmaps` will be asked for."""
        svg, found = self._themed(), list[QImage]()
        thread = Thread(target=lambda: found.append(render(svg, size, ratio)), daemon=True)
        self._ahead = (size, ratio, thread, found)
        thread.start()

    def has(self, size: QSize, ratio: float) -> bool:
        """Whether the pixels of a size are there or on their way."""
        kept = self._kept is not None and self._kept[:2] == (size, ratio)
        return kept or (self._ahead is not None and self._ahead[:2] == (size, ratio))

    def pixmaps(self, size: QSize, ratio: float) -> tuple[QPixmap, QPixmap]:
        """Return the picture lit and receded, drawn now unless that has been done.

        Args:
            size: Size on the screen, in device-independent pixels.
            ratio: Device pixels for each of them.
        """
        if self._kept is None or self._kept[:2] != (size, ratio):
            lit = QPixmap.fromImage(self._taken_ahead(size, ratio) or render(self._themed(), size, ratio))
            self._kept = (size, ratio, lit, self._receded(lit))
        return self._kept[2], self._kept[3]

    def last(self) -> tuple[QPixmap, QPixmap] | None:
        """Return the pixmaps of the size drawn last, to be stretched while a window is pulled larger."""
        return None if self._kept is None else (self._kept[2], self._kept[3])

    def _taken_ahead(self, size: QSize, ratio: float) -> QImage | None:
        """Return what the other thread drew, if it is of this size."""
        if self._ahead is None or self._ahead[:2] != (size, ratio):
            return None
        _, _, thread, found = self._ahead
        self._ahead = None
        thread.join()
        return found[0] if found else None

    def _receded(self, lit: QPixmap) -> QPixmap:
        """Return the picture with most of the ground's color laid over it."""
        pale = QPixmap(lit)
        painter = QPainter(pale)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        ground = QColor(self._paper)
        ground.setAlphaF(RECEDE)
        painter.fillRect(QRectF(0, 0, lit.width(), lit.height()), ground)
        painter.end()
        return pale

    def close_up(self, step: str, width: int, ratio: float) -> QImage:
        """Return the close-up of a step at a width in device-independent pixels."""
        key = (step, width, ratio)
        if key not in self._images:
            from viewer.content.drawing import closeup_svg

            _, _, wide, high = self._topic.drawing.steps[step].closeup
            svg = self._recolored(closeup_svg(self._topic.diagram, self._topic.drawing, step))
            self._images[key] = render(svg, QSize(width, round(width * high / wide)), ratio)
        return self._images[key]

    def figure(self, name: str, width: int, ratio: float) -> QImage:
        """Return another picture of the topic at a width in device-independent pixels."""
        key = (name, width, ratio)
        if key not in self._images:
            data = self._topic.file(name)
            if name.endswith(".svg"):
                svg = self._recolored(data)
                high = QSvgRenderer(QByteArray(svg)).defaultSize()
                size = QSize(width, round(width * high.height() / max(1, high.width())))
                self._images[key] = render(svg, size, ratio)
            else:
                image = QImage.fromData(data)
                image = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
                image.setDevicePixelRatio(ratio)
                self._images[key] = image
        return self._images[key]

    def forget_images(self) -> None:
        """Drop the close-ups and figures, after the text column changed its width."""
        self._images.clear()
