"""The part of "My questions" that asks whether this computer may keep them, and says what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.desktop.mine import Mine
    from viewer.ui.theme import Look


class KeepingPart(QObject):
    """The question, its answers and what follows from them.

    Args:
        mine: What is the reader's own.
        translation: The interface's words.
        look: How it looks.
        parent: The panel: this goes with it.

    Signals:
        changed: Something else is shown now.
        said: Something is to be said to people who do not see it; carries the words.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, mine: Mine, translation: Translation, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._mine = mine
        self._translation = translation
        self._sure = False
        _ = translation.gettext
        # Translators: asks the reader whether their questions and notes may be stored. Two buttons follow.
        self._question = WrappedLabel(_("Keep this on this computer?"), look, 1.0, "ink", bold=True)
        self._words = WrappedLabel("", look, 0.94, "ink")
        self._trouble = WrappedLabel("", look, 0.94, "ink", bold=True)
        self._words.setObjectName("keeping-words")
        self._trouble.setObjectName("keeping-trouble")
        self._row = Flow(4)
        self.yes, self.no, self.forget = (self._button(name, look) for name in ("keep-yes", "keep-no", "forget"))
        self.yes.clicked.connect(self._keep)
        self.no.clicked.connect(self._decline)
        self.forget.clicked.connect(self._forget)

    def _button(self, name: str, look: Look) -> Button:
        button = Button("", look)
        button.setObjectName(name)
        self._row.add(button)
        return button

    @property
    def items(self) -> tuple[tuple[QWidget, float], ...]:
        """Its widgets in their order, each with the room above it as a multiple of the text size."""
        return ((self._question, 1.0), (self._trouble, 0.5), (self._words, 0.4), (self._row, 0.3))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its buttons, those not needed now among them."""
        return self.yes, self.no, self.forget

    def set_look(self, look: Look) -> None:
        """Take another look."""
        for label in (self._question, self._trouble, self._words):
            label.set_look(look)
        for button in self.buttons:
            button.set_look(look)

    def calm(self) -> None:
        """Ask again before all is forgotten: the reader has done something else."""
        if self._sure:
            self._sure = False
            self.show_state()

    def show_state(self) -> None:
        """Show how it stands."""
        _ = self._translation.gettext
        state = self._mine.state
        # Translators: an answer to "Keep this on this computer?".
        yes = _("Yes")
        # Translators: a button for those who have said no to "Keep this on this computer?" and think again.
        self.yes.setText(_("Keep this on this computer") if state == "declined" else yes)
        # Translators: an answer to "Keep this on this computer?".
        self.no.setText(_("No"))
        # Translators: a button that deletes the reader's questions and notes; "Press again" once it was pressed.
        sure, unsure = _("Press again to forget everything"), _("Forget everything")
        self.forget.setText(sure if self._sure else unsure)
        question = self._question.text()
        self.yes.setAccessibleDescription(question if state == "open" else "")
        self.no.setAccessibleDescription(question)
        self._question.setVisible(state == "open")
        self._words.setText(self._state_words(state))
        self._trouble.setText(self._trouble_words())
        self._trouble.setVisible(bool(self._trouble.text()))
        shown = {
            self.yes: state in {"open", "declined"},
            self.no: state == "open",
            self.forget: state == "kept" or (state in {"open", "declined"} and self._mine.put_aside is not None),
        }
        self._hand_on([button for button, needed in shown.items() if needed])
        for button, needed in shown.items():
            button.setVisible(needed)
        self._row.setVisible(any(shown.values()))
        self.changed.emit()

    def _hand_on(self, shown: list[Button]) -> None:
        """Give the focus of a button that goes to one that stays: it would jump anywhere."""
        if shown and any(button.hasFocus() for button in self.buttons if button not in shown):
            self._row.show()
            shown[0].show()
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)

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
        else:
            # Translators: the reader's questions are stored nowhere.
            words = _("Nothing is kept on this computer. This list is gone when you close the window.")
        return words.format(file=self._mine.file)

    def _trouble_words(self) -> str:
        """Say what went wrong."""
        _ = self._translation.gettext
        if self._mine.failed:
            # Translators: {why} is what the system says, as in "No space left on device"; it may be in English.
            return _("The file on this computer could not be changed: {why}.").format(why=self._mine.failed)
        if self._mine.put_aside is not None:
            # Translators: {file} is the name of a file.
            words = _("The file with your questions was damaged and could not be read. It was put aside as {file}.")
            return words.format(file=self._mine.put_aside)
        return ""

    def _keep(self) -> None:
        self._mine.keep()
        self._say()

    def _decline(self) -> None:
        self._mine.decline()
        self._say()

    def _forget(self) -> None:
        """Ask once more, then forget."""
        self._sure = not self._sure
        if self._sure:
            self.show_state()
            self.said.emit(self.forget.words)
            return
        self._mine.forget()
        # Translators: said when the reader's questions and notes have been deleted.
        self.said.emit(self._trouble.text() or self._translation.gettext("Everything is forgotten."))

    def _say(self) -> None:
        self.said.emit(self._trouble.text() or self._words.text())
