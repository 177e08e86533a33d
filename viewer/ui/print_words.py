"""What is said of a print on its way, in plain words and with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.printing.service import Outcome

if TYPE_CHECKING:
    from viewer.content.translation import Translation


def outcome_words(outcome: Outcome, printer: str, translation: Translation) -> str:
    """Return what to say of something that was sent to a printer.

    Args:
        outcome: What has become of it.
        printer: What people call the printer.
        translation: The interface's words.
    """
    _ = translation.gettext
    said = {
        # Translators: what becomes of something that is printed. {printer} is a printer's name.
        Outcome.HANDED_OVER: _("Sent to {printer}."),
        Outcome.WAITING: _("It waits for {printer}. Others print before you."),
        Outcome.PRINTING: _("{printer} is printing it."),
        Outcome.PRINTED: _("Printed on {printer}."),
        Outcome.OFF: _("{printer} does not answer. Is it on? It prints as soon as it can."),
        Outcome.PAUSED: _("{printer} is paused. Ask who looks after it, or choose another printer."),
        Outcome.REFUSED: _("{printer} takes nothing now. Choose another printer, or save the pages."),
        Outcome.NO_PAPER: _("{printer} has no paper. It goes on when there is some."),
        Outcome.NEEDS_HELP: _("{printer} needs help: look for a jam, an open door, or empty ink."),
        Outcome.STOPPED: _("Printing was stopped."),
        Outcome.GONE: _("{printer} is not there any more. Choose another printer, or save the pages."),
        Outcome.UNKNOWN: _("This computer cannot print now. You can save the pages instead."),
    }
    return said[outcome].format(printer=printer)
