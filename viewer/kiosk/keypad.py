"""A visit without sight or touch: a small keypad leads from stop to stop, and the voice says what is there.

Nothing is spoken before somebody asks for it. The first key says where one is and how the keys work, and does nothing
else; a touch takes ring and words away again, so that who touches never hears what others asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QWidget

from viewer.kiosk import keypad_words as words
from viewer.kiosk.around import Around
from viewer.kiosk.pointer import Pointer
from viewer.kiosk.stamps import HeldKeys
from viewer.kiosk.stops import PAGE, PANEL, Round, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.kiosk.listen import KioskListen
    from viewer.kiosk.shelf import KioskShelf
    from viewer.kiosk.shell import KioskWindow
    from viewer.kiosk.visit import VisitScreen

LOOK_EVERY = 250
"""How often it looks whether a panel says something new, or nobody is at the keypad any more, in milliseconds."""

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def acts_by_key(keys: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Return what each key does by Qt's number of it; of a key that is told twice the first counts.

    Args:
        keys: The names of the keys by what they do, as a site file has them.
    """
    found: dict[int, str] = {}
    for act, names in keys.items():
        for name in names:
            found.setdefault(Qt.Key[f"Key_{name}"].value, act)
    return found


class _Scene(NamedTuple):
    """What is shown; a key may change it."""

    visit: object
    view: object
    page: str
    panel: object
    overlay: object


class Keypad(QObject):
    """Hears the keys of a kiosk's window; no other key does anything in it.

    Args:
        window: The window.
        topic: The topic.
        shelf: What the kiosk takes from.
        listen: The voice.
    """

    def __init__(self, window: KioskWindow, topic: Topic, shelf: KioskShelf, listen: KioskListen) -> None:
        super().__init__(window)
        self._window, self._shelf, self._listen = window, shelf, listen
        self._topic = topic
        self._around = Around(window, topic, shelf)
        self._round = Round()
        self._keys = acts_by_key(shelf.settings.keys)
        self._acts: dict[str, Callable[[], None]] = {
            "next": lambda: self._move(1),
            "previous": lambda: self._move(-1),
            "select": self._select,
            "repeat": listen.repeat,
            "volume_up": lambda: self._change_volume(1),
            "volume_down": lambda: self._change_volume(-1),
        }
        self._awake = self._helped = False
        self._pointer = Pointer(window)
        self._opener = self._told = ""
        self._placed = False
        self._pressed = 0.0
        self._held = HeldKeys()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        listen.ended.connect(self._tell_end)
        window.idle.asked.connect(self._ask)
        window.idle.answered.connect(self._go_on)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @property
    def awake(self) -> bool:
        """Whether somebody uses the keypad now."""
        return self._awake

    @property
    def _translation(self) -> Translation:
        return self._shelf.translation(self._window.language)

    @property
    def _paused(self) -> bool:
        return self._listen.on and not self._listen.reading

    def stops(self) -> list[Stop]:
        """Return the stops that there are now, in their order."""
        return self._around.stops(paused=self._paused)

    def forget(self) -> None:
        """Know nothing of who was here; at the end of a visit that was spoken, say that it has ended."""
        visit, used = self._window.visit, self._listen.used
        self._rest()
        self._helped = False
        self._round.forget()
        self._listen.forget()
        if visit is not None and used:
            self._listen.announce(words.farewell(self._shelf.translation(visit.language)), visit.language)

    def _ask(self) -> None:
        """Ask whether somebody is still there, where the visitor has asked for words before."""
        if self._listen.used:
            self._say(words.question_words(self._shelf.settings.countdown, self._translation))

    def _go_on(self) -> None:
        """Say where one is, after the question was answered."""
        if self._awake:
            self._tell(self._round.here(self.stops()))
        else:
            self._listen.hush()

    def look(self) -> None:
        """Say what a panel says anew; on the start screen, forget who has gone."""
        if self._window.visit is not None:
            self._tell_panel()
        elif self._shelf.now() - self._pressed >= self._shelf.settings.idle:
            self.forget()

    def _tell_panel(self) -> bool:
        """Say what the open panel says, if that has changed since somebody came to it; return whether it has."""
        panel = self._around.panel
        before, self._told = self._told, ("" if panel is None else self._around.panel_words(panel))
        changed = bool(before and self._told) and before != self._told
        if changed:
            self._say(self._told)
        return changed

    # What is heard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take all keys of the window; let a touch pass, and be silent from then on."""
        kind = event.type()
        if kind in _TOUCHES and self._is_mine(watched):
            self._give_way()
        elif kind in _KEYS and isinstance(event, QKeyEvent) and self._is_mine(watched):
            act = self._keys.get(event.key())
            command = event.modifiers() & _COMMANDS
            held = self._held.repeats(event)
            if kind == QEvent.Type.KeyPress and act and not held and not command:
                self._press(act)
            event.accept()
            return True
        return False

    def _is_mine(self, watched: QObject) -> bool:
        if isinstance(watched, QWindow):
            return watched == self._window.windowHandle()
        return isinstance(watched, QWidget) and watched.window() is self._window

    def _press(self, act: str) -> None:
        self._pressed = self._shelf.now()
        if self._awake or self._listen.on:
            self._awake = True
            self._acts[act]()
        else:
            self._wake()
        if self._awake:
            self._timer.start()

    def _wake(self) -> None:
        """Say where one is, and for the first time how the keys work."""
        self._awake = True
        here = self._round.here(self.stops())
        self._pointer.point_at(here)
        told = [(here.words, here.language)]
        if not self._helped and self._window.visit is None:
            told = [
                (words.start_help(self._topic.title(each), self._shelf.translation(each)), each)
                for each in self._shelf.languages
            ]
        elif not self._helped:
            told.append((words.keys_help(self._translation), self._window.language))
        self._helped = True
        self._listen.say(*told)

    def _give_way(self) -> None:
        """Leave the screen to a finger."""
        if self._window.visit is None:
            self.forget()
        elif self._awake:
            self._listen.hush()
            self._rest()

    def _rest(self) -> None:
        """Take the ring away."""
        if self._awake:
            self._window.setFocus(Qt.FocusReason.MouseFocusReason)
        self._awake = False
        self._timer.stop()
        self._pointer.take_away()
        self._opener = self._told = ""

    # What the keys do

    def _move(self, count: int) -> None:
        if self._listen.reading:
            self._listen.skip(count)
        else:
            self._tell(self._round.move(count, self.stops()))

    def _change_volume(self, steps: int) -> None:
        percent = self._listen.change_volume(steps)
        self._listen.say_between(words.volume_words(percent, self._translation), self._window.language)

    def _select(self) -> None:
        """Press what one has come to. Of the page that is its reading."""
        visit = self._window.visit
        if self._listen.reading:
            self._listen.pause()
            self._round.go_to(PAGE)
            self._pointer.point_at(self._round.here(self.stops()))
            self._say(words.paused_words(self._translation))
            return
        stop = self._round.here(self.stops())
        if stop.name == PAGE and visit is not None:
            if self._paused:
                self._listen.go_on()
            else:
                self._read(visit)
                self._pointer.point_at(stop)
        elif stop.link:
            self._do(stop, lambda: self._follow(stop.link))
        elif isinstance(stop.shown, QAbstractButton) and stop.shown.isEnabled():
            self._do(stop, stop.shown.click)
        else:
            self._tell(stop)

    def _read(self, visit: VisitScreen) -> None:
        """Read the page from its beginning, or from the place that a word has led to."""
        if not self._placed:
            # The voice may have read to the end before, and has moved the text there.
            visit.view.show_beginning()
        self._placed = False
        self._listen.use(visit.view, visit.language, visit.look)

    def _follow(self, address: str) -> None:
        """Follow a link in a panel of words."""
        from viewer.ui.panels import TextPanel

        panel = self._around.panel
        if isinstance(panel, TextPanel):
            kind, _, target = address.partition(":")
            panel.link_pressed.emit(kind, target)

    def _do(self, stop: Stop, act: Callable[[], object]) -> None:
        """Do something, go where it has led to, and say what is there."""
        before, closing = self._scene(), stop.name == "close-panel"
        self._listen.hush()
        act()
        after = self._scene()
        if before.visit is not None and after.visit is None:
            return
        if (before.visit, before.view, before.page) != (after.visit, after.view, after.page):
            self._placed = False
            self._round.go_to(PAGE)
        elif after.panel is not before.panel and after.panel is not None:
            self._opener = self._opener if before.panel is not None else stop.name
            self._round.go_to(PANEL)
        elif after.panel is not before.panel:
            self._placed = not closing
            self._round.go_to(self._opener if closing and self._opener else PAGE)
        elif self._tell_panel():
            return
        if not self._listen.reading:
            self._tell(self._round.here(self.stops()))

    def _scene(self) -> _Scene:
        visit = self._window.visit
        view = None if visit is None else visit.view
        return _Scene(visit, view, view.page_id if view else "", self._around.panel, self._window.overlay)

    def _tell_end(self) -> None:
        if self._awake:
            self._round.go_to(PAGE)
            self._pointer.point_at(self._round.here(self.stops()))
            self._say(words.ended_words(self._translation, closed=self._around.part_closed))

    # What is said and shown

    def _say(self, told: str) -> None:
        self._listen.say((told, self._window.language))

    def _tell(self, stop: Stop) -> None:
        """Point at a stop and say what is there."""
        self._pointer.point_at(stop)
        panel = self._around.panel
        self._told = "" if panel is None else self._around.panel_words(panel)
        self._listen.say((stop.words, stop.language))
