"""Drives the viewer for the bench: the real program, with an eye on when picture, text and notice are painted.

Linux only. Its commands, each in a process of its own:

    drive.py start [--check|--phases]   start as ``metastasis-viewer`` does, say when everything is painted
    drive.py dump WxH FOLDER            write what the viewer shows at a size, for ``floor.py``
    drive.py steps WxH                  change steps as standard input asks, see :func:`answer`
    drive.py pages COUNT                change to random pages, say how much memory is in use
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REST = 0.005
"""How long a change of step may settle before the next press, in seconds."""

painted = set()
phases = []


def note(phase):
    """Note that a phase of the start has ended."""
    phases.append((phase, time.monotonic_ns()))


def open_viewer(size=(1280, 800)):
    """Open the window by the steps of the real start: ``viewer.cli.main``, ``open_window``, ``viewer.app.run``."""
    note("Python itself")
    from viewer import cli
    from viewer.settings import Settings

    cli._use_utf8()
    note("import viewer.cli")
    cli._libraries_missing(screen=True)
    note("look for system libraries")
    from viewer.app import make_application, make_window

    note("import viewer.app, and PySide6 with it")
    watch_painting()
    application = make_application(offscreen=True)
    note("make_application")
    window = make_window(Settings(language="en", size=size))
    note("make_window")
    window.show()
    note("show")
    while len(painted) < 3:
        application.processEvents()
    note("events until all is painted")
    return application, window


def watch_painting():
    """Note each time that the picture, the text or the notice has been painted."""
    from viewer.ui.diagram import Diagram
    from viewer.ui.explanation import Explanation
    from viewer.ui.notice_frame import NoticeLabel

    def noting(paint, name):
        def paint_and_note(self, event):
            paint(self, event)
            painted.add(name)

        return paint_and_note

    for kind, name in ((Diagram, "picture"), (Explanation, "text"), (NoticeLabel, "notice")):
        kind.paintEvent = noting(kind.paintEvent, name)


def start():
    """Start, and say when everything is painted."""
    collecting = watch_collector() if "--phases" in sys.argv else None
    _application, window = open_viewer()
    print(time.monotonic_ns(), flush=True)
    if collecting is not None:
        for phase, end in phases:
            print(end, phase)
        print(f"{collecting[0] * 1000:.1f} {len(sys.modules)}")
        sys.stdout.flush()
    if "--check" in sys.argv:
        parts = window.view.parts
        check_complete(window, (parts.diagram, parts.explanation, window.label))
    os._exit(0)  # What the program does at its end is not part of the start.


def watch_collector():
    """Return a list whose only number is how many seconds Python's garbage collector has taken by now."""
    import gc

    taken, began = [0.0], [0.0]

    def watch(phase, _info):
        if phase == "start":
            began[0] = time.perf_counter()
        else:
            taken[0] += time.perf_counter() - began[0]

    gc.callbacks.append(watch)
    return taken


def check_complete(window, parts):
    """Say whether what is on the screen now is what stays there: the first frame was a complete one.

    The last pixels at the right of the text are left out: the scroll bar's length follows when all of it is laid out.
    """
    from PySide6.QtWidgets import QApplication

    def shots():
        screen = window.screen().grabWindow(window.winId()).toImage()
        origin = window.rect().topLeft()
        places = [part.rect().translated(part.mapTo(window, origin)).adjusted(0, 0, -24, 0) for part in parts]
        return [screen.copy(place) for place in places]

    first = shots()
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        QApplication.processEvents()
    print("complete" if first == shots() else "incomplete", flush=True)


def dump(size, folder):
    """Write what the viewer shows at a size: places, notice, the HTML of pages, their close-ups, and the drawing."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextDocument

    from viewer.settings import resources_folder

    application, window = open_viewer(size)
    view = window.view
    text = view.parts.explanation
    written = []
    text.setHtml = lambda html: (written.append(html), type(text).setHtml(text, html))

    def write(name, words):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(words)

    text.refresh()
    write("first.html", written[-1])
    places = [f"window {size[0]} {size[1]}"]
    for name, part in (("picture", view.parts.diagram), ("text", text), ("notice", window.label)):
        corner = part.mapTo(window, part.rect().topLeft())
        places.append(f"{name} {corner.x()} {corner.y()} {part.width()} {part.height()}")
    write("places", "\n".join(places))
    write("notice", window.label.notice.text)
    write("fonts", "\n".join(str(path) for path in sorted((resources_folder() / "fonts").glob("*.ttf"))))
    write("steps", " ".join(view.topic.steps))
    with open(f"{folder}/diagram.svg", "wb") as file:
        file.write(view.topic.diagram)
    for step in view.topic.steps:
        view.choose(step)
        application.processEvents()
        write(f"{step}.html", written[-1])
        image = text.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("picture:"))
        assert not image.isNull()
        image.save(f"{folder}/{step}.png")


def answer(application, buttons, painted, set_motion=None):
    """Answer what is asked on standard input, a line each.

    ``block COUNT on|off`` presses and releases that many step buttons and says how long each took, in milliseconds,
    until picture and text were painted (with motion on: until the first of them was). ``first`` does the same for the
    first look at each step. ``peak`` says the most memory that the process has had so far, in KiB.
    """
    import random
    import resource

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    def change(step, enough):
        painted.clear()
        start = time.perf_counter()
        QTest.mousePress(buttons[step], Qt.MouseButton.LeftButton)
        QTest.mouseRelease(buttons[step], Qt.MouseButton.LeftButton)
        while not enough():
            application.processEvents()
        took = time.perf_counter() - start
        end = time.perf_counter() + REST
        while time.perf_counter() < end:
            application.processEvents()
        return f"{took * 1000:.3f}"

    def both():
        return painted >= {"picture", "text"}

    def one():
        return bool(painted & {"picture", "text"})

    dice = random.Random(7)
    shown = ""
    print("ready", flush=True)
    for line in sys.stdin:
        what, *rest = line.split()
        if what == "first":
            print(*(change(step, both) for step in buttons), flush=True)
            shown = list(buttons)[-1]
        elif what == "block":
            moving = rest[1] == "on"
            if set_motion is not None:
                set_motion(moving)
            times = []
            for _ in range(int(rest[0])):
                shown = dice.choice([step for step in buttons if step != shown])
                times.append(change(shown, one if moving else both))
            print(*times, flush=True)
        elif what == "peak":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
    os._exit(0)


def steps(size):
    """Change steps as asked."""
    application, window = open_viewer(size)
    answer(application, window.view.parts.steps.buttons, painted, window.set_motion)


def pages(count):
    """Change to random pages; say two hundred times how much memory is in use, in bytes."""
    import random
    import resource

    application, window = open_viewer()
    window.set_motion(False)
    names = [entry.id for entry in window.view.topic.pages]
    dice = random.Random(7)
    page = resource.getpagesize()
    with open("/proc/self/statm") as memory:
        for number in range(1, count + 1):
            window.view.choose(dice.choice(names))
            application.processEvents()
            if number % max(1, count // 200) == 0:
                memory.seek(0)
                print(number, int(memory.read().split()[1]) * page, flush=True)
    os._exit(0)


def main(what, *words):
    """Do what the command line asks."""
    # The checkout comes first, whatever is installed.
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    if what == "start":
        start()
    elif what == "pages":
        pages(int(words[0]))
    else:
        size = tuple(map(int, words[0].split("x")))
        {"dump": dump, "steps": steps}[what](size, *words[1:])


if __name__ == "__main__":
    main(*sys.argv[1:])
