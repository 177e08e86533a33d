"""The desktop's keys; those of single widgets are theirs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from viewer.desktop.print_tool import open_print
from viewer.desktop.tools import open_about

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.content.translation import Translation
    from viewer.desktop.window import DesktopWindow
    from viewer.ui.topic_view import TopicView


def bind_keys(window: DesktopWindow) -> None:
    """Let the keys act in a window, for as long as it lives."""
    keys: list[tuple[str, Callable[[], object]]] = [
        ("Ctrl+PgUp", lambda: window.view.step_by(-1)),
        ("Ctrl+PgDown", lambda: window.view.step_by(1)),
        ("Alt+Left", window.go_back),
        ("Alt+Right", window.go_forward),
        ("F6", lambda: window.next_pane(1)),
        ("Shift+F6", lambda: window.next_pane(-1)),
        ("F7", lambda: window.view.reader.toggle_caret()),  # noqa: PLW0108 - another language has another view
        ("F1", partial(open_about, window)),
        ("F10", window.open_menu),
        ("Ctrl+L", window.listen.use),
        ("Ctrl+F", window.open_find),
        ("Ctrl+M", window.open_questions),
        ("Ctrl+P", lambda: open_print(window, "print")),
        ("Ctrl+S", lambda: open_print(window, "save")),
        ("Esc", window.close_top),
        ("Ctrl+W", window.close),
        ("Ctrl+Q", window.close),
        ("Ctrl++", lambda: window.change_text_size(1)),
        ("Ctrl+=", lambda: window.change_text_size(1)),
        ("Ctrl+-", lambda: window.change_text_size(-1)),
        ("Ctrl+0", lambda: window.set_text_percent(100)),
    ]
    for number in range(1, 10):
        keys.append((f"Alt+{number}", partial(window.choose_step, number)))
    for sequence, act in keys:
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.activated.connect(act)


def bind_mouse(window: DesktopWindow) -> None:
    """Let the mouse's own buttons lead back and forward, from when the window is there."""

    def bind() -> None:
        from viewer.desktop.mouse import BackAndForward

        BackAndForward(window)

    later = QTimer(window)
    later.setSingleShot(True)
    later.timeout.connect(bind)
    later.start(0)


def tell_keys(view: TopicView, translation: Translation) -> None:
    """Let screen readers say which key they may want in the text."""
    # Translators: what a screen reader says about the text.
    hint = translation.gettext("Press F7 to read with a text cursor.")
    view.parts.explanation.setAccessibleDescription(hint)
