"""The panel "Take home": within reach, large enough, and with a code that a telephone reads."""

from __future__ import annotations

from itertools import combinations

import pytest
import segno
import zxingcpp
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QImage

from tests.kiosk.conftest import LANDSCAPE, PITCH, PORTRAIT
from tests.kiosk.test_printing import PlayedPrinter
from tests.pseudo import PseudoCatalog, longest_notice
from viewer.content.translation import Translation
from viewer.kiosk.phone_code import QUIET, PhoneCode
from viewer.kiosk.policy import ENLARGED, NORMAL, KioskSettings
from viewer.kiosk.printing import Said
from viewer.summaries import maker_for
from viewer.ui.header import WrappedLabel
from viewer.ui.theme import MARGIN

ADDRESS = "https://riverside.example/how-cancer-can-spread"
LONG_ADDRESS = "https://riverside.example/" + "/".join(["patients", "cancer", "spread"] * 11)


@pytest.fixture
def open_panel(make_kiosk):
    """Opens the panel of a kiosk: size, language, text size, strong colors, address."""

    def open_one(size=LANDSCAPE, language="en", text=NORMAL, *, strong=False, address=ADDRESS, **changes):
        told = KioskSettings(printer="hall")
        window = make_kiosk(size, settings=told, **({"printers": PlayedPrinter, "take_home": address} | changes))
        window.begin_visit(language)
        window.visit.set_look(window.visit.look.with_text_size(text))
        if strong:
            window.visit.controls.buttons["contrast"].click()
        window.open_print()
        return window.visit.view.panel

    return open_one


def place(widget):
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def code_in(panel):
    (code,) = panel.findChildren(PhoneCode)
    return code


def pixels(window):
    """Return a window as the rows of its gray pixels."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return memoryview(bytes(image.constBits())).cast("B", (image.height(), image.bytesPerLine()))


WAYS = [
    (size, language, text, strong)
    for size in (LANDSCAPE, PORTRAIT)
    for language in ("en", "es")
    for text, strong in ((NORMAL, False), (ENLARGED, False), (ENLARGED, True))
]


@pytest.mark.parametrize(("size", "language", "text", "strong"), WAYS)
def test_a_telephone_reads_the_code_from_the_screen(open_panel, size, language, text, strong):
    panel = open_panel(size, language, text, strong=strong)
    found = zxingcpp.read_barcodes(pixels(panel.window()))
    assert [each.text for each in found] == [ADDRESS]
    code = code_in(panel)
    modules = len(segno.make(ADDRESS, error="m").matrix)
    inner = code.width() * modules / (modules + 2 * QUIET)
    assert inner * PITCH >= 30
    image = code.grab().toImage()
    edge = round(code.width() * QUIET / (modules + 2 * QUIET))
    colors = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if not (edge <= x < image.width() - edge and edge <= y < image.height() - edge)
    }
    assert colors == {"#ffffff"}


def test_a_long_address_has_a_larger_code_and_can_be_read(open_panel):
    panel = open_panel(PORTRAIT, "es", ENLARGED, address=LONG_ADDRESS)
    assert [each.text for each in zxingcpp.read_barcodes(pixels(panel.window()))] == [LONG_ADDRESS]
    modules = len(segno.make(LONG_ADDRESS, error="m").matrix) + 2 * QUIET
    assert code_in(panel).width() / modules * PITCH >= 1


def test_the_address_is_there_for_those_who_see_no_code(open_panel):
    panel = open_panel()
    assert ADDRESS in panel.spoken()
    told = QAccessible.queryAccessibleInterface(code_in(panel))
    assert told.text(QAccessible.Text.Name) == f"Code for a telephone's camera: {ADDRESS}"
    assert told.role() == QAccessible.Role.Graphic


@pytest.mark.parametrize(("size", "language", "text", "strong"), WAYS)
def test_everything_is_seen_and_what_can_be_pressed_is_within_reach(open_panel, size, language, text, strong):
    panel = open_panel(size, language, text, strong=strong)
    for said in Said:
        panel.window()._printing._say(said)
        check(panel, size)


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_much_longer_words_have_room(open_panel, bundled, many_languages, size, language):
    panel = open_panel(
        size,
        language,
        # Nothing is made of this topic on paper, which has no notice in Arabic.
        maker=lambda _topic: maker_for(bundled),
        topic=many_languages,
        languages=("es", "ar"),
        translation=lambda each: Translation(each, PseudoCatalog()),
        notice=longest_notice,
    )
    check(panel, size)


def check(panel, size):
    """Look at all parts of a panel that is shown."""
    look = panel._look
    buttons = panel.focus_chain()
    assert [each.objectName() for each in buttons] == ["print-page", "print-summary", "close-panel"]
    places = [place(each).marginsRemoved(_margins()) for each in buttons]
    for each in places:
        assert each.top() >= size[1] / 2
        assert min(each.width(), each.height()) >= look.target
        assert panel.window().rect().contains(each)
    for one, other in combinations(places, 2):
        across = max(one.left(), other.left()) - min(one.right(), other.right()) - 1
        down = max(one.top(), other.top()) - min(one.bottom(), other.bottom()) - 1
        assert max(across, down) >= look.apart
    # All words and the code are in sight, none over another.
    assert panel._column.verticalScrollBar().maximum() == 0
    parts = [each for each in (*panel.findChildren(WrappedLabel), code_in(panel)) if each.isVisible()]
    shown = [place(each) for each in parts if each.height()] + [place(each) for each in buttons]
    assert all(place(panel).contains(each) for each in shown)
    assert [pair for pair in combinations(shown, 2) if pair[0].intersects(pair[1])] == []
    for each in parts:
        if isinstance(each, WrappedLabel):
            assert each.height() >= each.heightForWidth(each.width())


def _margins():
    from PySide6.QtCore import QMargins

    return QMargins(MARGIN, MARGIN, MARGIN, MARGIN)


# Where there is less


def test_without_a_printer_the_code_is_there_and_who_can_help(open_panel):
    panel = open_panel(printers=None)
    assert panel.words == "This screen has no printer. The staff at the desk can print it for you."
    assert [each.objectName() for each in panel.focus_chain()] == ["close-panel"]
    assert [each.text for each in zxingcpp.read_barcodes(pixels(panel.window()))] == [ADDRESS]


def test_a_trial_has_neither_printer_nor_code(make_kiosk):
    window = make_kiosk()
    window.begin_visit("es")
    window.visit.controls.buttons["print"].click()
    panel = window.visit.view.panel
    assert panel.words == "Esta pantalla no tiene impresora. El personal de recepción se lo puede imprimir."
    assert panel.findChildren(PhoneCode) == []


def test_the_buttons_say_that_it_will_be_large(open_panel):
    panel = open_panel()
    button = panel.focus_chain()[0]
    assert button.words == "Print this page"
    window = panel.window()
    window.visit.controls.buttons["text"].click()
    assert window.visit.view.panel.focus_chain()[0].words == "Print this page in large print"
