"""The part of "My questions" that asks whether this computer may keep them, and says what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from viewer.desktop.keeping import FULL_DISK
from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.desktop.mine import Mine
    from viewer.ui.theme import Look

PAUSE = 1000
"""How long the button that forgets everything is gray at first, in milliseconds: a held key and a hasty hand end."""

PATIENCE = 30_000
"""How long it is offered, in milliseconds."""


class KeepingPart(QObject):
    """The question, its answers and what follows from them.

    Nothing ever comes to stand where an answer stood: both stay, above all words, and the one that counts is lit. What
    forgets everything stands below, and is asked for by another button than the one that does it.

    Args:
        mine: What is the reader's own.
        translation: The interface's words.
        look: How it looks.
        parent: The panel: this goes with it.
        refuge: Gets the focus of a button that goes; a key that is still held there does no harm.

    Signals:
        changed: Something else is shown now.
        said: Something is to be said to people who do not see it; carries the words.
        asked: Something below is to be seen; carries it.
    """

    changed = Signal()
    said = Signal(str)
    asked = Signal(object)

    def __init__(self, mine: Mine, translation: Translation, look: Look, parent: QWidget, refuge: QWidget) -> None:
        super().__init__(parent)
        self._mine = mine
        self._translation = translation
        self._look = look
        self._refuge = refuge
        self._sure = self._forgotten = False
        _ = translation.gettext
        # Translators: asks the reader whether their questions and notes may be stored. Two buttons follow.
        self._question = WrappedLabel(_("Keep this on this computer?"), look, 1.0, "ink", bold=True)
        self._words = WrappedLabel("", look, 0.94, "ink")
        self._trouble = WrappedLabel("", look, 0.94, "ink", bold=True)
        # Translators: over the button that deletes the reader's questions and notes.
        warning = _("This deletes your questions and notes, here and on this computer. Nobody can bring them back.")
        self._warning = WrappedLabel(warning, look, 0.94, "ink", bold=True)
        self._words.setObjectName("keeping-words")
        self._trouble.setObjectName("keeping-trouble")
        self._row, self._forget_row, self._sure_row = Flow(4), Flow(4), Flow(4)
        # Translators: an answer to "Keep this on this computer?".
        self.yes = self._button("keep-yes", _("Yes"), self._row)
        # Translators: an answer to "Keep this on this computer?".
        self.no = self._button("keep-no", _("No"), self._row)
        # Translators: a button that asks whether to delete the reader's questions and notes.
        self.forget = self._button("forget", _("Forget everything"), self._forget_row)
        # Translators: the button that deletes the reader's questions and notes; it comes after "Forget everything".
        self.sure = self._button("forget-sure", _("Yes, forget everything"), self._sure_row)
        self._connect()

    def _connect(self) -> None:
        """Say what follows from what."""
        self.yes.clicked.connect(self._keep)
        self.no.clicked.connect(self._decline)
        self.forget.clicked.connect(lambda: self._ask(sure=not self._sure))
        self.sure.clicked.connect(self._forget)
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer, length in ((self._pause, PAUSE), (self._patience, PATIENCE)):
            timer.setSingleShot(True)
            timer.setInterval(length)
        self._pause.timeout.connect(lambda: self.sure.setEnabled(True))
        self._patience.timeout.connect(self.calm)

    def _button(self, name: str, words: str, row: Flow) -> Button:
        button = Button(words, self._look)
        button.setObjectName(name)
        row.add(button)
        return button

    @property
    def items(self) -> tuple[tuple[QWidget, float], ...]:
        """Its widgets in their order, each with the room above it as a multiple of the text size."""
        return (
            *((self._question, 1.0), (self._row, 0.3), (self._trouble, 0.5), (self._words, 0.4)),
            *((self._forget_row, 0.3), (self._warning, 0.5), (self._sure_row, 0.3)),
        )

    @property
    def first(self) -> tuple[tuple[QWidget, float], ...]:
        """Which of them is said before the list: that another window has it."""
        return ((self._words, 0.4),) if self._mine.state == "elsewhere" else ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its buttons, those not needed now among them."""
        return self.yes, self.no, self.forget, self.sure

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        for label in (self._question, self._trouble, self._words, self._warning):
            label.set_look(look)
        for button in self.buttons:
            button.set_look(look)

    def calm(self) -> None:
        """Ask again before all is forgotten: the reader has done something else, or nothing for long."""
        if self._sure:
            self._ask(sure=False)

    def show_state(self) -> None:
        """Show how it stands."""
        state = self._mine.state
        asks = state in {"open", "declined", "kept"}
        self._tell_answer(self.yes, chosen=state == "kept")
        self._tell_answer(self.no, chosen=state == "declined")
        self._words.setText(self._state_words(state))
        self._trouble.setText(self._trouble_words())
        can_forget = state == "kept" or (asks and self._mine.put_aside is not None)
        self._sure = self._sure and can_forget
        shown: dict[QWidget, bool] = {
            self._question: asks,
            self._row: asks,
            self._trouble: bool(self._trouble.text()),
            self._forget_row: can_forget,
            self._warning: self._sure,
            self._sure_row: self._sure,
        }
        self._hand_on([row for row, needed in shown.items() if not needed])
        for item, needed in shown.items():
            item.setVisible(needed)
        self.changed.emit()

    def _tell_answer(self, button: Button, *, chosen: bool) -> None:
        """Let an answer say what it answers, and whether it is the one that counts."""
        button.set_lit(chosen)
        # Translators: what a screen reader adds on a button that is chosen among others, as on a radio button.
        added = [self._translation.gettext("Chosen")] if chosen else []
        button.setAccessibleDescription(" ".join([self._question.text(), *added]))

    def _hand_on(self, going: list[QWidget]) -> None:
        """Give the focus of a button that goes to the refuge: it would jump anywhere."""
        focus = self._refuge.window().focusWidget()
        if focus is not None and any(item.isAncestorOf(focus) for item in going):
            self._refuge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state_words(self, state: str) -> str:
        """Say what is kept, or would be, and where."""
        _ = self._translation.gettext
        if state == "open":
            # Translators: under "Keep this on this computer?"; {file} is the name of a file.
            words = _(
                "A yes keeps your questions and notes, the page you read last, and how the window looks. "
                "All of it is in one file, {file}. Until you say yes, nothing is kept."
            )
        elif state == "kept":
            # Translators: {file} is the name of a file.
            words = _(
                "Your questions and notes, the page you read last, and how the window looks are kept on this computer. "
                "All of it is in one file, {file}. People who share your account on this computer can read it."
            )
        elif state == "elsewhere":
            # Translators: another window of the same program has the file with the reader's questions.
            words = _(
                "Your list is open in another window, or its file cannot be changed. What you change here is not kept."
            )
        elif self._mine.left is not None:
            # Translators: the reader's questions are not stored; {file} is the name of a file.
            words = _(
                "A list from before is still on this computer, in one file, {file}. Delete that file to be rid of it. "
                "Nothing more is kept. The list here is gone when you close the window."
            )
            return words.format(file=self._mine.left)
        else:
            # Translators: the reader's questions are stored nowhere.
            words = _("Nothing is kept on this computer. This list is gone when you close the window.")
        return words.format(file=self._mine.file)

    def _trouble_words(self) -> str:
        """Say what went wrong."""
        _ = self._translation.gettext
        said = [self._failure_words()] if self._mine.failed else []
        if self._forgotten and not said:
            # Translators: said when the reader's questions and notes have been deleted.
            return _("Everything is forgotten.")
        if self._mine.put_aside is not None:
            # Translators: {file} is the name of a file.
            words = _("The file with your questions was damaged and could not be read. It was put aside as {file}.")
            said.append(words.format(file=self._mine.put_aside))
        if self._mine.closing and self._mine.state == "open":
            # Translators: the reader closes the window before answering "Keep this on this computer?".
            asked = _("This list is not kept yet. Answer Yes or No, or close the window again: then the list is gone.")
            said.append(asked)
        elif self._mine.closing:
            # Translators: the reader closes a second window, whose list is not stored.
            asked = _("What you changed in this window is not kept. Close it again: then that is gone.")
            said.append(asked)
        return " ".join(said)

    def _failure_words(self) -> str:
        """Say why something could not be kept or deleted."""
        _ = self._translation.gettext
        if self._mine.failed == FULL_DISK:
            # Translators: where the reader's questions and notes could not be stored.
            return _("The disk is full or cannot be written, so this is not kept. Make room on it, then try again.")
        # Translators: {why} is what the system says, as in "No space left on device"; it may be in English.
        return _("The file on this computer could not be changed: {why}.").format(why=self._mine.failed)

    def _keep(self) -> None:
        """Keep it; a yes that was said already stays one."""
        if self._mine.state != "kept":
            self._mine.keep()
            self._say()

    def _decline(self) -> None:
        """Keep nothing; what is kept already is only forgotten by those who are sure."""
        if self._mine.state == "kept":
            self._ask(sure=True)
        elif self._mine.state != "declined":
            self._mine.decline()
            self._say()

    def _ask(self, *, sure: bool) -> None:
        """Ask whether the reader is sure that all is to be forgotten, or ask no more."""
        self._sure = sure
        self.show_state()
        # Gray again at each press of the other button: a key that is held never comes to one that can be pressed.
        self.sure.setEnabled(False)
        for timer in (self._pause, self._patience):
            timer.start() if sure else timer.stop()
        if sure:
            self.asked.emit(self._sure_row)
            self.said.emit(self._warning.text())

    def _forget(self) -> None:
        self._ask(sure=False)
        self._forgotten = True
        self._mine.forget()
        self._say()
        self._forgotten = False

    def tell_closing(self) -> None:
        """Say that the list would be lost, where it can be seen."""
        self.show_state()
        self._say()

    def _say(self) -> None:
        if self._trouble.text():
            self.asked.emit(self._trouble)
        self.said.emit(self._trouble.text() or self._words.text())
