"""A small screen reader: hears what is on the accessibility bus and answers questions about it, a line of JSON each.

It runs under the system's Python, which has the bindings (``python3-gi``, ``gir1.2-atspi-2.0``), as a process of its
own, and knows nothing of the program. Questions on standard input: ``tree`` (all that is there), ``focus`` (what has
the focus) and ``said`` (what was announced, and which descriptions changed, since the beginning).
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

APPLICATION = "metastasis-viewer"
HEARD = ("object:announcement", "object:property-change:accessible-description", "object:text-caret-moved")
"""What is said."""

KNOWN = ("object:property-change:accessible-name", "object:children-changed", "object:state-changed")
"""What has to be heard so that the bindings do not go on telling what was there before."""


def shown(thing):
    """Return what a screen reader learns about one thing."""
    return {
        "role": thing.get_role_name(),
        "name": thing.get_name() or "",
        "description": thing.get_description() or "",
        "states": sorted(state.value_nick for state in thing.get_state_set().get_states()),
        "interfaces": list(thing.get_interfaces()),
        "level": (thing.get_attributes() or {}).get("level", ""),
    }


def place(thing):
    """Return where a thing is on the screen; nothing for one that has no place."""
    if "Component" not in thing.get_interfaces():
        return [0, 0, 0, 0]
    found = Atspi.Component.get_extents(thing, Atspi.CoordType.SCREEN)
    return [found.x, found.y, found.width, found.height]


def branch(thing):
    """Return a thing with all that is inside it."""
    inside = [thing.get_child_at_index(index) for index in range(thing.get_child_count())]
    return shown(thing) | {"place": place(thing), "inside": [branch(each) for each in inside if each is not None]}


def application():
    """Return the program, or None while it is not on the bus."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(index)
        if found is not None and found.get_name() == APPLICATION:
            return found
    return None


class Listener:
    """Hears and answers."""

    def __init__(self):
        self.said = []
        self.focus = None

    def hear(self, event):
        """Note an event."""
        if event.type.startswith("object:state-changed:focused"):
            if event.detail1:
                self.focus = event.source
            return
        if not event.type.startswith(HEARD):
            return
        words = event.any_data if isinstance(event.any_data, str) else ""
        self.said.append([event.type.rpartition(":")[2], event.source.get_name() or "", words])

    def answer(self, question):
        """Return the answer to a question."""
        if question == "said":
            return self.said
        if question == "focus":
            return None if self.focus is None else shown(self.focus)
        found = application()
        return None if found is None else branch(found)

    def asked(self, channel, _condition):
        """Answer the next question; end with the last one."""
        line = channel.readline()
        if not line:
            Atspi.event_quit()
            return False
        try:
            answer = self.answer(line.strip())
        except GLib.GError as error:
            # What is looked at may go meanwhile; whoever asks will ask again.
            answer = {"gone": str(error)}
        print(json.dumps(answer), flush=True)
        return True


def main():
    """Listen until standard input ends."""
    Atspi.init()
    listener = Listener()
    ear = Atspi.EventListener.new(listener.hear)
    for event in (*HEARD, *KNOWN):
        ear.register(event)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, listener.asked)
    print(json.dumps("listening"), flush=True)
    Atspi.event_main()


main()
