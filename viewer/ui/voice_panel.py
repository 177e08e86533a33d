"""What readers are told when nothing can be spoken: what is missing, and how to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.ui.panels import TextPanel
from viewer.ui.speech import Fault

if TYPE_CHECKING:
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

DEBIAN = "apt-get install speech-dispatcher speech-dispatcher-espeak-ng"
"""The command that brings a voice to Debian and Ubuntu."""

EXTRA = 'pip install -c constraints.txt ".[speech]"'
"""The command that brings Qt's voice to Windows and macOS."""


def make_voice_panel(fault: str, name: str, platform: str, translation: Translation, look: Look) -> TextPanel:
    """Return a panel that says what is missing and how to get it.

    Args:
        fault: A :class:`~viewer.ui.speech.Fault`.
        name: The name of the language that was to be spoken.
        platform: The system, as :data:`sys.platform` names it.
        translation: The interface's words.
        look: How it looks.
    """
    panel = TextPanel(translation, look)
    panel.setObjectName("no-voice")
    _ = translation.gettext
    # Translators: heading of a message.
    panel.show_text(_("This computer cannot read aloud right now"), voice_help(fault, name, platform, translation))
    return panel


def voice_help(fault: str, name: str, platform: str, translation: Translation) -> list[str]:
    """Return what is missing and how to get it, a paragraph each; the arguments are :func:`make_voice_panel`'s."""
    _ = translation.gettext
    if fault == Fault.STUCK:
        return [
            # Translators: why the page is no longer read aloud.
            _("The voice stopped answering, so reading was stopped."),
            # Translators: “Listen” is the button's name.
            _("Press “Listen” again: the voice goes on near the place where it stopped."),
            _("If it stops again, start this computer anew."),
        ]
    if fault == Fault.SOUND:
        return [
            # Translators: why the page is not read aloud: there is a voice, but nothing is heard.
            _("A voice is installed on this computer, but no sound came from it."),
            # Translators: what to do when no sound comes.
            _("Check that speakers or headphones are connected, and that the sound is on."),
            _("Then press “Listen” again. If it still makes no sound, start this computer anew."),
        ]
    if fault == Fault.LANGUAGE:
        # Translators: {language} is a language's own name, as in "Español".
        what = _("No voice for this language was found: {language}.").format(language=name)
    elif fault == Fault.PROGRAM:
        # Translators: why the page is not read aloud.
        what = _("The program that speaks is not installed on this computer.")
    elif fault == Fault.START:
        # Translators: why the page is not read aloud.
        what = _("The program that speaks is installed, but it does not start. Its voice may be missing.")
    else:
        # Translators: why the page is not read aloud.
        what = _("The program that speaks is installed, but it has no voice.")
    # Translators: the last sentence about how to get a voice. “Listen” is the button's name.
    return [what, *_ways(fault, platform, translation), _("Then start the viewer again and press “Listen”.")]


def _ways(fault: str, platform: str, translation: Translation) -> list[str]:
    """Return how to get what has to be installed, a paragraph each."""
    _ = translation.gettext
    if platform.startswith("linux"):
        # Translators: what may bring back a program that does not start.
        anew = [_("Starting this computer anew may help.")] if fault == Fault.START else []
        return [
            *anew,
            # Translators: {command} is a line to type; do not translate it.
            _("On Debian or Ubuntu, type this line as administrator: {command}").format(command=DEBIAN),
            # Translators: how to get a voice; the two programs keep their names.
            _("On other systems, install Speech Dispatcher and eSpeak NG. They are free."),
        ]
    if fault == Fault.PROGRAM:
        # Translators: {command} is a line to type; do not translate it.
        return [_("To get a voice, type this line where the viewer was installed: {command}").format(command=EXTRA)]
    if fault != Fault.LANGUAGE:
        # Translators: how to get a voice; "speech" is a part of the system's settings.
        return [_("Add a voice in the settings of this computer, under speech.")]
    # Translators: how to get a voice for a language; "speech" is a part of the system's settings.
    return [_("Add a voice for it in the settings of this computer, under speech.")]
