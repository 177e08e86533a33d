"""What the voice says to somebody who has only a keypad, beside what stands on the screen. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.content.translation import Translation


def keys_help(translation: Translation) -> str:
    """Return how the keys work."""
    _ = translation.gettext
    # Translators: spoken on a kiosk to who uses a small keypad; its keys are called next, previous, select and repeat.
    keys = _(
        "The keys: next and previous lead from one thing to another. Select chooses it. Repeat says it again. "
        "Two more keys make the voice louder and softer."
    )
    # Translators: spoken after what the keys of a small keypad do.
    reading = _("While a page is read, select pauses it, and next and previous lead from sentence to sentence.")
    return f"{keys} {reading}"


def sentence(words: str) -> str:
    """Return words with a period, unless they end like a sentence already: a voice would run on."""
    return words if words.endswith((".", "?", "!", "。")) else f"{words}."


def start_help(title: str, translation: Translation) -> str:
    """Return what is said at the first key on the start screen.

    Args:
        title: The topic's title.
        translation: The interface's words.
    """
    # Translators: spoken on a kiosk after the topic's title, at the first press of a key.
    here = translation.gettext("This is the start. Go on to your language and choose it.")
    return f"{sentence(title)} {here} {keys_help(translation)}"


def page_words(title: str, translation: Translation, *, paused: bool) -> str:
    """Return what is said of the page as a whole.

    Args:
        title: Its title, of a step with its number.
        translation: The interface's words.
        paused: Whether its reading was paused.
    """
    _ = translation.gettext
    # Translators: spoken on a kiosk; {title} is the title of the page.
    page = sentence(_("Page: {title}").format(title=title))
    # Translators: spoken on a kiosk after the title of a page; "select" is a key.
    more = _("Select reads it aloud.")
    if paused:
        # Translators: spoken on a kiosk after the title of a page whose reading was paused.
        more = _("Paused. Select goes on reading it.")
    return f"{page} {more}"


def paused_words(translation: Translation) -> str:
    """Return what is said when the reading of a page was paused by a key."""
    # Translators: spoken on a kiosk after the key "select" has paused the voice.
    return translation.gettext("Paused. Select goes on reading. Next leads to other things.")


def ended_words(translation: Translation, *, closed: bool) -> str:
    """Return what is said when a page was read to its end.

    Args:
        translation: The interface's words.
        closed: Whether a part of the page is closed until somebody wants it.
    """
    _ = translation.gettext
    # Translators: spoken on a kiosk when a page was read to its end.
    end = _("That was the whole page. Next leads to other things.")
    if not closed:
        return end
    # Translators: spoken on a kiosk when a page was read to its end; {button} is the name of a button.
    more = _("A part of it stays closed until you open it, under {button}.").format(button=_("Words on this page"))
    return f"{end} {more}"


def volume_words(percent: int, translation: Translation) -> str:
    """Return what is said when the voice has another loudness, in percent."""
    # Translators: spoken on a kiosk.
    return translation.gettext("Volume {percent} percent").format(percent=percent)


def question_words(seconds: int, translation: Translation) -> str:
    """Return the question whether somebody is still there, for who cannot see it.

    Args:
        seconds: How long there is for an answer.
        translation: The interface's words.
    """
    _ = translation.gettext
    # Translators: spoken on a kiosk after "Are you still reading?"; {seconds} is a number.
    go_on = _("Press any key to go on. If nobody does, this screen starts again in {seconds} seconds.")
    question = _("Are you still reading?")
    return f"{question} {go_on.format(seconds=seconds)}"


def farewell(translation: Translation) -> str:
    """Return what is said when a visit has ended."""
    # Translators: spoken on a kiosk at the end of a visit.
    return translation.gettext("Finished. This screen has started again and has forgotten what you chose.")
