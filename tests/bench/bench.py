"""The bench: the viewer against the floor, in one run, interleaved. It prints a table and never fails for a time.

    make bench                        or: python tests/bench/bench.py
    python tests/bench/bench.py --full              with 100,000 random page changes (about ten minutes)
    python tests/bench/bench.py --profile           where the time of a start goes
    python tests/bench/bench.py --only start        one part: start, steps, picture, memory, pages, search or summary

What is measured, and where it begins and ends, stands beside each measurement below. Linux only.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
DRIVE, FLOOR, PAPER = "drive", "floor", "paper"

START_GOAL, P50_GOAL, P99_GOAL, MEMORY_GOAL = 1.1, 1.3, 1.5, 1.3
"""Goals, as multiples of the floor."""

FULL = 100_000
"""How many page changes the goal speaks of."""

LEAK = 16
"""A slope above this many bytes a page change counts as growth: it would be 1.6 MB in 100,000 changes."""

SIZES = ("1920x1080", "3840x2160")
PARTS = ("start", "steps", "picture", "memory", "pages", "search", "summary")

SEARCH_GOAL = 20
"""Most milliseconds from a key to the first result with 1,000 pages."""

PICTURE_GOAL = 80
"""Most milliseconds for the first drawing of the picture in a window of 1920x1080."""

SUMMARY_GOALS = {"one-page": 90, "booklet": 120}
"""Most milliseconds for a summary in a process that has made one before."""

COMMAND_GOAL = 400
"""Most milliseconds for the whole command ``summary`` with one page."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "PYTHON", "DISPLAY"))}


def command_of(program, *words, python=()):
    """Return the command that runs one of the bench's programs; as a module, so that it is compiled only once."""
    code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import {program}; {program}.main(*sys.argv[1:])"
    return [sys.executable, *python, "-c", code, *words]


def run(*words, python=()):
    """Run one of the bench's programs to its end, and return what it prints."""
    command = command_of(*words, python=python)
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=3600)
    if done.returncode:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
    return done.stderr if python else done.stdout


class Running:
    """One of the bench's programs that answers, line by line."""

    def __init__(self, *words):
        self._process = subprocess.Popen(
            command_of(*words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        self._line()

    def ask(self, line):
        """Return the numbers that it answers."""
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return [float(word) for word in self._line().split()]

    def _line(self):
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"{self._process.args} ended with {self._process.wait()}")
        return line

    def end(self):
        """Let it end."""
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


def heading(title):
    """Print what follows, and the names of the columns."""
    print(f"\n{title}\n{'':44}{'floor':>9}{'viewer':>9}{'ratio':>7}{'goal':>7}", flush=True)


def row(name, floor, viewer, goal=None, digits=1):
    """Print one comparison."""
    ratio = viewer / floor
    verdict = "" if goal is None else f"{goal:>7.2f}  {'met' if ratio <= goal else 'missed'}"
    print(f"{name:44}{floor:>9.{digits}f}{viewer:>9.{digits}f}{ratio:>7.2f}{verdict}", flush=True)


def dump(folder, size):
    """Return a folder with what the floor shows at a size."""
    target = Path(folder) / size
    if not target.exists():
        target.mkdir()
        run(DRIVE, "dump", size, str(target))
    return str(target)


def measure_start(folder, runs):
    """From just before the process is made to the end of the event that painted the last of picture, text and notice.

    Both were started once before, so that files are in memory and compiled.
    """
    commands = {"floor": (FLOOR, "start", dump(folder, "1280x800")), "viewer": (DRIVE, "start")}
    whole = {name: run(*words, "--check").split()[1] for name, words in commands.items()}
    times = defaultdict(list)
    for _ in range(runs):
        for name, words in commands.items():
            begin = time.monotonic_ns()
            times[name].append((int(run(*words)) - begin) / 1e6)
    heading(f"Process start to first complete frame, 1280x800, ms, {runs} runs each")
    row("median", *(statistics.median(times[name]) for name in commands), START_GOAL)
    row("fastest", *(min(times[name]) for name in commands))
    row("slowest", *(max(times[name]) for name in commands))
    print("first frame, compared with the screen later: " + ", ".join(f"{k} {v}" for k, v in whole.items()))


def measure_steps(folder, size, blocks, count):
    """From before the press on a step's button, through its release, to the event that painted picture and text.

    Each step has been looked at once before. With motion on, the first paint of either ends the time, and the next
    press interrupts the cell on its way.
    """
    floor, viewer = Running(FLOOR, "steps", dump(folder, size)), Running(DRIVE, "steps", size)
    first = floor.ask("first"), viewer.ask("first")
    times = defaultdict(list)
    for _ in range(blocks):
        times["floor"] += floor.ask(f"block {count} off")
        times["off"] += viewer.ask(f"block {count} off")
        times["on"] += viewer.ask(f"block {count} on")
    floor.end()
    viewer.end()
    heading(f"Step pressed to pixels changed, {size}, ms, {blocks * count} changes each")
    for motion in ("off", "on"):
        row(f"p50, motion {motion}", *(percentile(times[name], 50) for name in ("floor", motion)), P50_GOAL)
        row(f"p99, motion {motion}", *(percentile(times[name], 99) for name in ("floor", motion)), P99_GOAL)
    row("slowest, motion off", max(times["floor"]), max(times["off"]))
    row("first look at a step, median of 5", *map(statistics.median, first))
    row("first look at a step, slowest of 5", *map(max, first))


def measure_picture(size, runs):
    """The whole picture from SVG to pixels at its size in a window, beside QSvgRenderer alone in the same process."""
    first, *rest = run(DRIVE, "picture", size, str(runs)).splitlines()
    width, height, count = map(int, first.split())
    floor, viewer = (
        statistics.median(times) for times in zip(*(map(float, line.split()) for line in rest), strict=True)
    )
    heading(f"The picture at {width}x{height}, in a window of {size}, ms, {runs} drawings each")
    row("median", floor, viewer)
    print(f"goal: at most {PICTURE_GOAL} ms  {'met' if viewer <= PICTURE_GOAL else 'missed'}")
    print(
        f"drawn {count} time{'s' * (count != 1)} in a visit to every page, twice; goal: once  "
        f"{'met' if count == 1 else 'missed'}",
        flush=True,
    )


def measure_summary(folder, runs):
    """From an order to the PDF's bytes, beside typst alone with the same words; and the whole command.

    A changed order differs from the one before in a question; the same again is what a preview and the print
    after it ask for. The processors' time holds all threads; it tells more than the clock when the machine is busy.
    """
    print(f"\nSummaries, ms, medians of {runs} rounds{'':21}{'clock':>9}{'processor':>11}")
    for edition, goal in SUMMARY_GOALS.items():
        first, *rest = (tuple(map(float, line.split())) for line in run(PAPER, edition, str(runs), folder).splitlines())
        middle = [statistics.median(times) for times in zip(*rest, strict=True)]
        for name, at in (("typst alone, same words, no picture", 0), ("a changed order", 2), ("the same again", 4)):
            print(f"{f'{edition}: {name}':50}{middle[at]:>9.1f}{middle[at + 1]:>11.1f}")
        print(f"{f'{edition}: the first of a process':50}{first[2]:>9.1f}{first[3]:>11.1f}")
        verdicts = [f"{n} {'met' if middle[at] <= goal else 'missed'}" for n, at in (("changed", 2), ("again", 4))]
        print(f"goal: at most {goal} ms  {', '.join(verdicts)}", flush=True)
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        command = [sys.executable, "-m", "viewer", "summary", "-o", str(Path(folder) / "page.pdf")]
        subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT, cwd=HERE.parent.parent)
        times.append((time.perf_counter() - begin) * 1000)
    took = statistics.median(times)
    verdict = "met" if took <= COMMAND_GOAL else "missed"
    print(f"{'the whole command, one page':50}{took:>9.1f}   fastest {min(times):.1f}")
    print(f"goal: at most {COMMAND_GOAL} ms  {verdict}", flush=True)


def percentile(values, percent):
    """Return the value that this many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def measure_memory(folder, size, runs=3):
    """The most resident memory of the process, after the start, and after each step and 50 changes more."""
    target = dump(folder, size)
    peaks = defaultdict(list)
    for _ in range(runs):
        for name, words in (("floor", (FLOOR, "steps", target)), ("viewer", (DRIVE, "steps", size))):
            program = Running(*words)
            peaks[name, "start"] += program.ask("peak")
            program.ask("first")
            program.ask("block 50 off")
            peaks[name, "steps"] += program.ask("peak")
            program.end()
    heading(f"Peak memory, {size}, MiB, median of {runs} runs")
    for when, name in (("start", "after the first frame"), ("steps", "after a visit to each step")):
        row(name, *(statistics.median(peaks[who, when]) / 1024 for who in ("floor", "viewer")), MEMORY_GOAL)


def measure_pages(count):
    """Resident memory while the viewer shows random pages; the slope is fitted to the last half."""
    begin = time.monotonic()
    lines = [tuple(map(int, line.split())) for line in run(DRIVE, "pages", str(count)).splitlines()]
    last = lines[len(lines) // 2 :]
    numbers, sizes = zip(*last, strict=True)
    slope, error = fit(numbers, sizes)
    print(f"\n{count:,} random page changes, 1280x800 ({(time.monotonic() - begin) / count * 1000:.1f} ms each)")
    at = {part: lines[min(len(lines) - 1, len(lines) * part // 4)][1] / 2**20 for part in range(5)}
    print("resident, MiB, at each quarter: " + ", ".join(f"{size:.1f}" for size in at.values()))
    print(f"growth over the last half: {slope:.1f} ± {error:.1f} bytes a change (least squares; 95 %)")
    over = "missed" if count >= FULL else "open: so early memory still settles, --full tells"
    verdict = "met" if slope <= LEAK else over
    print(f"goal: no slope (at most {LEAK} bytes a change)  {verdict}", flush=True)


def measure_search(folder, runs):
    """From the words to the places with their passages, and from a key to the painted panel, with 1,000 pages.

    The peer is the plainest search there is: Python looks for each word in each of the same texts, already in small
    letters, and shows and ranks nothing.
    """
    from many_pages import write_many_pages

    topic = write_many_pages(Path(folder) / "many")
    first, *rest = run("find", str(topic), str(runs)).splitlines()
    pages, places, reading, typing, slowest = first.split()
    heading(f"Search, {int(pages):,} pages, {int(places):,} places, ms, medians of {runs} runs")
    worst = 0.0
    for line in rest:
        peer, viewer, found, words = line.split(" ", 3)
        worst = max(worst, float(viewer))
        row(f'"{words}" ({int(found):,} places)', float(peer), float(viewer), digits=2)
    met = "met" if worst <= SEARCH_GOAL else "missed"
    print(f"slowest of these medians: {worst:.1f} ms; goal: at most {SEARCH_GOAL} ms  {met}")
    print(f"from a key to the painted places: median {float(typing):.1f} ms, slowest {float(slowest):.1f} ms")
    print(f"reading all pages, beside what people type: {float(reading):.1f} s, once, page by page", flush=True)


def fit(numbers, sizes):
    """Return the slope by least squares, and its half interval of 95 %.

    The interval comes from the slopes between the means of ten stretches, since neighboring readings are alike.
    """
    slope = statistics.linear_regression(numbers, sizes).slope
    stretch = max(1, len(numbers) // 10)
    starts = range(0, len(numbers) - stretch + 1, stretch)
    xs = [statistics.mean(numbers[start : start + stretch]) for start in starts]
    ys = [statistics.mean(sizes[start : start + stretch]) for start in starts]
    line = statistics.linear_regression(xs, ys)
    rest = sum((y - line.slope * x - line.intercept) ** 2 for x, y in zip(xs, ys, strict=True))
    spread = sum((x - statistics.mean(xs)) ** 2 for x in xs)
    return slope, 2.3 * (rest / max(1, len(xs) - 2) / spread) ** 0.5


def profile(runs=7):
    """Print where the time of a start goes: its phases, and what is imported."""
    run(DRIVE, "start")
    rounds = []
    for _ in range(runs):
        begin = time.monotonic_ns()
        _painted, *lines, last = run(DRIVE, "start", "--phases").splitlines()
        rounds.append([("", begin), *((phase, int(end)) for end, _, phase in (line.partition(" ") for line in lines))])
    print(f"Phases of the start, ms, medians of {runs} runs")
    for index in range(1, len(rounds[0])):
        took = statistics.median((each[index][1] - each[index - 1][1]) / 1e6 for each in rounds)
        print(f"{took:8.1f}  {rounds[0][index][0]}")
    print(f"{statistics.median((each[-1][1] - each[0][1]) / 1e6 for each in rounds):8.1f}  in all")
    collected, modules = last.split()
    print(f"{collected:>8}  of it Python's garbage collector; {modules} modules are imported by then")
    _print_imports()


def _print_imports():
    """Print what imports cost by themselves, as Python tells it (telling makes them slower by a half)."""
    own = Counter()
    for line in run(DRIVE, "start", python=("-X", "importtime")).splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            own[parts[2].strip()] += int(parts[0])
    groups = Counter()
    for module, took in own.items():
        package = module.split(".")[0]
        names = {"shibokensupport": "PySide6", "shiboken6": "PySide6"}
        group = ".".join(module.split(".")[:2]) if package == "viewer" else names.get(package, package)
        known = group.startswith("viewer") or group in {"PySide6", "markdown"}
        groups[group if known else "the standard library and the rest"] += took
    for title, counted in (("Imports by package", groups.most_common()), ("Dearest modules", own.most_common(30))):
        print(f"\n{title}, ms by themselves (-X importtime)")
        for name, took in counted:
            print(f"{took / 1000:8.1f}  {name}")


def main():
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the viewer against the floor.")
    parser.add_argument("--full", action="store_true", help="change pages 100,000 times, not 10,000")
    parser.add_argument("--profile", action="store_true", help="say where the time of a start goes, and nothing else")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part alone")
    parser.add_argument("--runs", type=int, default=11, help="starts of each program (11)")
    options = parser.parse_args()
    if options.profile:
        profile()
        return
    parts = options.only or PARTS
    from importlib.metadata import version

    load = os.getloadavg()[0]
    python = ".".join(map(str, sys.version_info[:3]))
    print(
        f"Python {python}, PySide6 {version('PySide6-Essentials')}, {os.cpu_count()} cores, load {load:.2f}, offscreen"
    )
    if load > 0.7:
        print("Something else is at work on this machine: the times below are worth less.")
    with tempfile.TemporaryDirectory() as folder:
        if "start" in parts:
            measure_start(folder, options.runs)
        if "steps" in parts:
            for size in SIZES:
                measure_steps(folder, size, blocks=10, count=40)
        if "picture" in parts:
            measure_picture(SIZES[0], options.runs)
        if "memory" in parts:
            measure_memory(folder, "1280x800")
        if "search" in parts:
            measure_search(folder, options.runs)
        if "summary" in parts:
            measure_summary(folder, options.runs)
    if "pages" in parts:
        measure_pages(FULL if options.full else FULL // 10)


if __name__ == "__main__":
    main()
