"""The drawing as pixels: rendered once for each size and kept."""

from __future__ import annotations

from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.content.topics import Page, Topic
    from viewer.ui.theme import Look

RECEDE = 0.55
"""How much of the ground lies over what recedes, so that 45 % of the picture stays (DESIGN section 4)."""

_READING = Lock()
"""Held while an image is read, by one thread of the process at a time.

Qt's image readers share a mutex. A reader that holds it asks Python for the bytes, and a thread that held Python
while it waited for the mutex would never let it go: both would wait for ever. A lock of Python's own lets Python go.
"""


def render(svg: bytes, size: QSize, ratio: float = 1.0) -> QImage:
    """Draw an SVG into an image on a transparent ground.

    Args:
        svg: The drawing.
        size: Size on the screen, in device-independent pixels.
        ratio: Device pixels for each of them.
    """
    # An image reader lets Python's other threads go on while it draws; QSvgRenderer does not.
    with _READING:
        data = _open(svg)
        reader = QImageReader(data, QByteArray(b"svg"))
        reader.setScaledSize(size * ratio)
        image = reader.read()
    image.setDevicePixelRatio(ratio)
    return image


def read_image(data: bytes) -> QImage:
    """Return the image in a PNG or JPEG file; call it in any thread.

    Args:
        data: What the file holds.
    """
    with _READING:
        return QImage.fromData(data)


def own_size(svg: bytes) -> QSize:
    """Return the size that an SVG gives itself."""
    with _READING:
        data = _open(svg)
        return QImageReader(data, QByteArray(b"svg")).size()


def read_bitmap(data: bytes, kind: str) -> QImage:
    """Return the image of a file of pixels; an empty one where the file is damaged.

    Args:
        data: The file.
        kind: ``"png"`` or ``"jpg"``.
    """
    with _READING:
        opened = _open(data)
        return QImageReader(opened, QByteArray(kind.encode())).read()


def _open(svg: bytes) -> QBuffer:
    """Return bytes as something that an image reader reads; it must outlive the reader."""
    data = QBuffer()
    data.setData(svg)
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    return data


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
        self._kept: tuple[QSize, float, QPixmap] | None = None
        self._pale: QPixmap | None = None
        self._images: dict[str, QImage] = {}
        self._images_for: tuple[int, float] | None = None

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
        """Begin to draw in another thread what :meth:`lit` will be asked for, unless that has been begun."""
        if self.has(size, ratio):
            return
        svg, found = self._themed(), list[QImage]()
        thread = Thread(target=lambda: found.append(render(svg, size, ratio)))
        self._ahead = (size, ratio, thread, found)
        thread.start()

    def has(self, size: QSize, ratio: float) -> bool:
        """Whether the pixels of a size are there or on their way."""
        kept = self._kept is not None and self._kept[:2] == (size, ratio)
        return kept or (self._ahead is not None and self._ahead[:2] == (size, ratio))

    def lit(self, size: QSize, ratio: float) -> QPixmap:
        """Return the picture, drawn now unless that has been done.

        Args:
            size: Size on the screen, in device-independent pixels.
            ratio: Device pixels for each of them.
        """
        if self._kept is None or self._kept[:2] != (size, ratio):
            image = self._taken_ahead(size, ratio) or render(self._themed(), size, ratio)
            self._kept = (size, ratio, QPixmap.fromImage(image))
            self._pale = None
        return self._kept[2]

    def receded(self) -> QPixmap:
        """Return the picture that was drawn last as it recedes behind a lit stop."""
        lit = self.last()
        if self._pale is None:
            self._pale = self._receded(lit)
        return self._pale

    def last(self) -> QPixmap:
        """Return the picture that was drawn last, to be stretched while a window is pulled larger; none at first."""
        return QPixmap() if self._kept is None else self._kept[2]

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

    def shown(self, page: Page, name: str, width: int, ratio: float, look: Look) -> QImage:
        """Return a picture that a page shows; an empty one, and a line in the log, where that is not possible.

        Args:
            page: The page.
            name: The picture's path inside the topic; ``""`` for the close-up of the page's step.
            width: Width of the image, in device-independent pixels.
            ratio: Device pixels for each of them.
            look: How the words in it look.
        """
        try:
            draw = partial(self.figure, page, name) if name else partial(self.close_up, page)
            return draw(width, ratio, look)
        except (KeyError, ValueError) as error:
            import logging

            logging.getLogger(__name__).warning("A picture of the page %s cannot be shown: %s", page.id, error)
            return QImage()

    def close_up(self, page: Page, width: int, ratio: float, look: Look) -> QImage:
        """Return the close-up of a step's page, with its words written in.

        Args:
            page: The page.
            width: Width of the image, in device-independent pixels.
            ratio: Device pixels for each of them.
            look: How the words look.
        """
        from viewer.ui.labels import draw_labels

        image = self._bare_close_up(page.id, width, ratio).copy()  # The one without words is kept for the next look.
        drawing = self._topic.drawing
        draw_labels(image, drawing.steps[page.id].closeup, drawing.labels, page.labels, look)
        return image

    def _bare_close_up(self, step: str, width: int, ratio: float) -> QImage:
        """Return the close-up of a step without words."""
        from viewer.content.drawing import closeup_svg

        drawing = self._topic.drawing
        _, _, wide, high = drawing.steps[step].closeup
        size = QSize(width, round(width * high / wide))
        return self._image(
            step,
            size,
            ratio,
            lambda: render(self._recolored(closeup_svg(self._topic.diagram, drawing, step)), size, ratio),
        )

    def _image(self, name: str, size: QSize, ratio: float, make: Callable[[], QImage]) -> QImage:
        """Return an image that is made once for each size; those of other sizes are dropped."""
        key = (size.width(), ratio)
        if self._images_for != key:
            self._images_for = key
            self._images = {}
        images = self._images
        if name not in images:
            images[name] = make()
        return images[name]

    def close_ups_ahead(self, width: int, ratio: float) -> None:
        """Draw the close-ups of all steps in another thread, so that the first look at each is quick."""

        def draw_all() -> None:
            for step in self._topic.steps:
                if self._images_for not in (None, (width, ratio)):
                    return
                self._bare_close_up(step, width, ratio)

        Thread(target=draw_all).start()

    def figure(self, page: Page, name: str, width: int, ratio: float, look: Look) -> QImage:
        """Return another picture of the topic, with the words that the page has for it written in.

        Args:
            page: The page that shows it.
            name: Its path inside the topic.
            width: Width of the image, in device-independent pixels.
            ratio: Device pixels for each of them.
            look: How the words look.
        """
        data = self._topic.file(name)
        if name.lower().endswith(".svg"):
            return self._drawn_figure(page, name, data, width, ratio, look)
        image = read_bitmap(data, "png" if name.lower().endswith(".png") else "jpg")
        size = QSize(width, round(width * image.height() / max(1, image.width())))
        return self._image(f"/{name}", size, ratio, lambda: _scaled(image, size, ratio))

    def _drawn_figure(self, page: Page, name: str, data: bytes, width: int, ratio: float, look: Look) -> QImage:
        """Return an SVG picture with its words."""
        from viewer.content.drawing import read_figure
        from viewer.ui.labels import draw_labels

        own = own_size(data)
        size = QSize(width, round(width * own.height() / max(1, own.width())))
        image = self._image(f"/{name}", size, ratio, lambda: render(self._recolored(data), size, ratio))
        if not page.labels:
            return image
        drawing, image = read_figure(data, name), image.copy()
        draw_labels(image, drawing.view_box, drawing.labels, page.labels, look)
        return image


def _scaled(image: QImage, size: QSize, ratio: float) -> QImage:
    """Return an image at a size in device-independent pixels."""
    from PySide6.QtCore import Qt

    scaled = image.scaled(
        size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    scaled.setDevicePixelRatio(ratio)
    return scaled
