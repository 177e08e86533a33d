"""The desktop's keys; those of single widgets are theirs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from viewer.desktop.print_tool import open_print

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.desktop.window import DesktopWindow


def bind_keys(window: DesktopWindow) -> None:
    """Let the keys act in a window, for as long as it lives."""
    keys: list[tuple[str, Callable[[], None]]] = [
        ("Ctrl+PgUp", lambda: window.view.step_by(-1)),
        ("Ctrl+PgDown", lambda: window.view.step_by(1)),
        ("Alt+Left", window.go_back),
        ("F6", lambda: window.next_pane(1)),
        ("Shift+F6", lambda: window.next_pane(-1)),
        ("F10", window.open_menu),
        ("Ctrl+P", lambda: open_print(window, "print")),
        ("Ctrl+S", lambda: open_print(window, "save")),
        ("Esc", window.close_top),
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
