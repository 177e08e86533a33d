"""Keeping the window on the whole of the first screen, whatever happens to the screens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QScreen

if TYPE_CHECKING:
    from viewer.ui.notice_frame import NoticeFrame

SETTLED = 100
"""How long after a change of the screens the window follows, in milliseconds: such changes come several at once."""

PATIENCE = 4
"""So many signs of life long the window may be off the screen: it also is while it comes up."""


class ScreenKeeper(QObject):
    """Keeps a window on the whole first screen: plugged in, unplugged, turned off, rotated, changed in resolution.

    Without any screen it leaves the window as it is; the next screen gets it.

    Args:
        application: Qt's application.
        window: The window.
        parent: What it lives and dies with.
    """

    changed = Signal(QScreen)
    """The window has come to another screen, or its screen has another size; carries the screen."""

    misled = Signal()
    """Where the screen that is left stands cannot be known: only a new start tells.

    Under X Qt does not hear that a screen moves into the place of one that went.
    """

    def __init__(self, application: QGuiApplication, window: NoticeFrame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._known = QRect()
        self._lost = False
        self._unexposed = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLED)
        self._later.timeout.connect(self.keep)
        application.screenAdded.connect(self._follow)
        application.screenRemoved.connect(self._lose)
        application.primaryScreenChanged.connect(self._later.start)
        for screen in application.screens():
            screen.geometryChanged.connect(self._later.start)

    def _follow(self, screen: QScreen) -> None:
        """Take notice of a new screen."""
        screen.geometryChanged.connect(self._later.start)
        self._later.start()

    def _lose(self, _screen: QScreen) -> None:
        """Take notice that a screen has gone."""
        self._lost = True
        self._later.start()

    def lift(self) -> None:
        """Put the window over those of other programs, where the screen lets it (X); it does not hurt when it is there.

        A window that asks no window manager can come over this one at any time, and Qt does not hear of it. Wayland
        lets no program raise its window, and cage needs none to: there the newest window is over all others.
        """
        if QGuiApplication.platformName() == "xcb" and self._window.isVisible():
            self._map_again()
            self._window.raise_()
            # Qt keeps the wish to itself until it next asks the X server something; so it is made to ask.
            QCursor.pos()

    def _map_again(self) -> None:
        """Show a window anew that another program has taken off the screen: Qt calls it visible, but not exposed."""
        handle = self._window.windowHandle()
        off = handle is not None and not handle.isExposed()
        self._unexposed = self._unexposed + 1 if off else 0
        if self._unexposed == PATIENCE:
            self._unexposed = 0
            logging.getLogger(__name__).warning("The window was taken off the screen, and is shown again.")
            self._window.hide()
            self._window.showFullScreen()

    def keep(self) -> None:
        """Put the window, and the notice in it, where they belong; it does not hurt when they are there."""
        window = self._window
        screen = QGuiApplication.primaryScreen()
        if screen is None or screen.geometry().isEmpty():
            return
        if self._lost and QGuiApplication.platformName() == "xcb" and screen.geometry().topLeft() != QPoint(0, 0):
            self.misled.emit()
        self._lost = False
        if window.screen() is not screen:
            window.setScreen(screen)
        if not window.isVisible() or window.isMinimized() or not window.isFullScreen():
            window.showFullScreen()
        # A window manager may know better than a full-screen window; where there is none, nobody else does it.
        if window.geometry() != screen.geometry():
            window.setGeometry(screen.geometry())
        if screen.geometry() != self._known:
            self._known = screen.geometry()
            self.changed.emit(screen)
        if window.windowOpacity() < 1:
            window.setWindowOpacity(1)
        window.raise_()
        window.place()
