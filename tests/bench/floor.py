"""The floor of the bench: the smallest PySide6 window with the same picture, the same text and the same notice.

It knows nothing of topics, languages, sizes, keys or screen readers. What it shows was written into a folder by
``drive.py dump``, at the places where the viewer shows it; the drawing it renders itself, once.

    floor.py start FOLDER [--check]   open the window, say when everything is painted
    floor.py steps FOLDER             change steps as standard input asks, see ``drive.py``
"""

import os
import sys
import time

from PySide6.QtGui import QFontDatabase, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget

HERE = os.path.dirname(os.path.abspath(__file__))

painted = set()


class Picture(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted.add("picture")


class Explanation(QTextBrowser):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted.add("text")


class Notice(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted.add("notice")


def read(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        return file.read()


def make_application():
    """Return the application, on the same screen that ``drive.py`` has."""
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE}/screen.json")
    return QApplication(sys.argv[:1])


def make_window(folder):
    """Return the window, its picture, its text and its notice."""
    places = {name: tuple(map(int, rest)) for name, *rest in map(str.split, read(folder, "places").splitlines())}
    for font in read(folder, "fonts").splitlines():
        QFontDatabase.addApplicationFont(font)
    window = QWidget()
    window.resize(*places["window"])
    pixmap = QPixmap(*places["picture"][2:])
    pixmap.fill("#fffaf4")
    painter = QPainter(pixmap)
    QSvgRenderer(f"{folder}/diagram.svg").render(painter)
    painter.end()
    parts = Picture(window), Explanation(window), Notice(read(folder, "notice"), window)
    picture, text, notice = parts
    picture.setPixmap(pixmap)
    font = text.font()
    font.setFamily("Atkinson Hyperlegible Next")
    font.setPixelSize(18)
    text.document().setDefaultFont(font)
    text.setHtml(read(folder, "first.html"))
    notice.setFont(font)
    notice.setWordWrap(True)
    for part, name in zip(parts, ("picture", "text", "notice"), strict=True):
        part.setGeometry(*places[name])
    return window, *parts


def start(folder):
    """Open the window and say when everything is painted."""
    application = make_application()
    window, *parts = make_window(folder)
    window.show()
    while len(painted) < 3:
        application.processEvents()
    print(time.monotonic_ns(), flush=True)
    if "--check" in sys.argv:
        sys.path.insert(0, HERE)
        from drive import check_complete

        check_complete(window, parts)
    os._exit(0)


def steps(folder):
    """Change steps as asked: swap the text, repaint the picture."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QColor, QImage, QTextDocument
    from PySide6.QtWidgets import QPushButton

    sys.path.insert(0, HERE)
    from drive import answer

    application = make_application()
    window, picture, text, _notice = make_window(folder)
    lit = picture.pixmap()
    pale = QPixmap(lit)
    painter = QPainter(pale)
    painter.fillRect(pale.rect(), QColor(255, 250, 244, 140))
    painter.end()
    names = read(folder, "steps").split()
    pages = {name: (read(folder, f"{name}.html"), QImage(f"{folder}/{name}.png")) for name in names}
    kind, address = QTextDocument.ResourceType.ImageResource.value, QUrl("picture:")

    def show(name):
        html, image = pages[name]
        text.document().addResource(kind, address, image)
        text.setHtml(html)
        picture.setPixmap(pale if names.index(name) % 2 else lit)
        picture.update()

    buttons = {}
    for number, name in enumerate(names):
        buttons[name] = QPushButton(name, window)
        buttons[name].setGeometry(110 * number, picture.geometry().bottom() + 20, 106, 32)
        buttons[name].clicked.connect(lambda _checked=False, name=name: show(name))
    window.show()
    while len(painted) < 3:
        application.processEvents()
    answer(application, buttons, painted)


def main(what, folder, *_words):
    """Do what the command line asks."""
    {"start": start, "steps": steps}[what](folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
