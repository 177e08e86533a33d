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
from importlib.machinery import PathFinder

HERE = os.path.dirname(os.path.abspath(__file__))

# A screen with no display behind it, large enough for every window; and a display for the program to look for.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE}/screen.json")
os.environ.setdefault("DISPLAY", ":0")

REST = 0.005
"""How long a change of step may settle before the next press, in seconds."""

painted = set()
phases = []


def note(phase):
    """Note that a phase of the start has ended."""
    phases.append((phase, time.monotonic_ns()))


def run_viewer(then, *words):
    """Run the program by its real command; where it would wait for events, call ``then(application, window)``.

    Nothing else of the program is touched, but that it takes the offscreen platform for a screen.
    """
    note("Python itself")
    # The checkout comes first, whatever is installed.
    sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))
    sys.meta_path.insert(0, AppFinder(then))
    from viewer.cli import main

    note("import viewer.cli")
    sys.exit(main(list(words)))


class AppFinder:
    """Lets ``viewer.app`` be imported by whom and when it is, and then lays hands on it."""

    def __init__(self, then):
        self._then = then

    def find_spec(self, name, path, target=None):
        """Find ``viewer.app``, once."""
        if name != "viewer.app":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        execute = spec.loader.exec_module

        def execute_and_prepare(module):
            note("the command line, up to viewer.app")
            execute(module)
            note("import viewer.app, and PySide6 with it")
            prepare(module, self._then)

        spec.loader.exec_module = execute_and_prepare
        return spec


def prepare(app, then):
    """Watch what is painted, and come in where the program waits for events."""
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

    def timed(function, phase):
        def call(*words, **named):
            result = function(*words, **named)
            note(phase)
            return result

        return call

    app.make_application = timed(app.make_application, "make_application")
    app.make_window = timed(app.make_window, "make_window")

    def execute(application):
        note("show")
        while len(painted) < 3:
            application.processEvents()
        note("events until all is painted")
        then(application, next(window for window in application.topLevelWidgets() if window.isVisible()))
        os._exit(0)  # What the program does at its end is not measured.

    app.QApplication.platformName = lambda _self: "bench"
    app.QApplication.exec = execute


def start(_application, window):
    """Say when everything is painted, as everything is now."""
    print(time.monotonic_ns(), flush=True)
    if "--phases" in sys.argv:
        for phase, end in phases:
            print(end, phase)
        print(f"{collected[0] * 1000:.1f} {len(sys.modules)}", flush=True)
    if "--check" in sys.argv:
        parts = window.view.parts
        check_complete(window, (parts.diagram, parts.explanation, window.label))


collected = [0.0]
"""How many seconds Python's garbage collector has taken."""


def watch_collector():
    """Count the time of Python's garbage collector from now on."""
    import gc

    began = [0.0]

    def watch(phase, _info):
        if phase == "start":
            began[0] = time.perf_counter()
        else:
            collected[0] += time.perf_counter() - began[0]

    gc.callbacks.append(watch)


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


def dump(application, window):
    """Write what the viewer shows: places, notice, the HTML of pages, their close-ups, and the drawing."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextDocument

    from viewer.settings import resources_folder

    folder = sys.argv[3]
    view = window.view
    text = view.parts.explanation
    written = []
    text.setHtml = lambda html: (written.append(html), type(text).setHtml(text, html))

    def write(name, words):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(words)

    text.refresh()
    write("first.html", written[-1])
    places = [f"window {window.width()} {window.height()}"]
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


def steps(application, window):
    """Change steps as asked."""
    answer(application, window.view.parts.steps.buttons, painted, window.set_motion)


def pages(application, window):
    """Change to random pages; say two hundred times how much memory is in use, in bytes."""
    import random
    import resource

    count = int(sys.argv[2])
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


renderings = []
"""For each drawing made from SVG: the bytes of the SVG, its width and height on the screen."""


def watch_renderings():
    """Note from now on what is drawn from SVG."""
    from viewer.ui import picture

    render = picture.render

    def render_and_note(svg, size, ratio=1.0):
        renderings.append((len(svg), size.width(), size.height()))
        return render(svg, size, ratio)

    picture.render = render_and_note


def picture(application, window):
    """Print how often a visit draws the whole picture, and how long one drawing takes, beside QSvgRenderer alone."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    from viewer.ui.picture import render

    view = window.view
    diagram, svg = view.parts.diagram, view.topic.diagram
    for entry in (*view.topic.pages, *view.topic.pages):
        view.choose(entry.id)
        application.processEvents()
    size = QSize(diagram.width(), diagram.height())
    print(size.width(), size.height(), renderings.count((len(svg), size.width(), size.height())))
    for _ in range(int(sys.argv[3])):
        begin = time.perf_counter()
        render(svg, size)
        middle = time.perf_counter()
        renderer, image = QSvgRenderer(svg), QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        print((time.perf_counter() - middle) * 1000, (middle - begin) * 1000)
    sys.stdout.flush()


def main(what, *words):
    """Do what the command line asks."""
    if "--phases" in words:
        watch_collector()
    if what == "start":
        run_viewer(start)  # with no words, as most people start it: 1280x800
    elif what == "pages":
        run_viewer(pages, "--language", "en")
    elif what == "picture":
        watch_renderings()
        run_viewer(picture, "--language", "en", "--size", words[0])
    else:
        run_viewer({"dump": dump, "steps": steps}[what], "--language", "en", "--size", words[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
