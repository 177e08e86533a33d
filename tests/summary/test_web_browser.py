"""The web page in headless Chromium: axe-core finds nothing, nothing is cut, and each printed page has the notice."""

from __future__ import annotations

import shutil

import pypdfium2
import pytest

from tests.content.other_scripts import ARABIC, CHINESE, write_topic
from viewer.content.topics import load_topic, open_topic
from viewer.settings import resources_folder
from viewer.summaries import maker_for
from viewer.summary.making import NARROWEST
from viewer.summary.order import EDITIONS, Order
from viewer.summary.web_page import write_page

pytestmark = pytest.mark.browser

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
SPACED += " p { margin-bottom: 2em !important; }"
"""What WCAG 1.4.12 lets readers do with the text."""

SCHEMES = ("light", "dark")
PAPERS = ("Letter", "A4")


@pytest.fixture(scope="module")
def browser():
    """Return a Chromium that asks no network for anything."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is missing: apt-get install -y chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        opened.close()


def orders():
    """Return every edition, in each language alone and with the other one."""
    return [
        Order(language, edition, large, beside)
        for edition in EDITIONS
        for large in (False, True)
        for language, beside in (("en", ""), ("es", "en"))
    ]


def named(order: Order) -> str:
    return "-".join(filter(None, (order.edition, "large" if order.large_print else "", order.language, order.beside)))


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    """Return what writes a page into a file and returns its address."""
    folder = tmp_path_factory.mktemp("pages")
    maker = maker_for(open_topic(resources_folder() / "topics" / "metastasis"))

    def to_file(order, script=None, page=None):
        name = named(order)
        if script is not None:
            topic = folder / f"topic-{order.language}"
            if not topic.exists():
                write_topic(topic, script, font=False)
            page = maker_for(load_topic(topic)).web_page(order)
        (folder / f"{name}.html").write_text(page or maker.web_page(order), encoding="utf-8")
        return (folder / f"{name}.html").as_uri()

    to_file.maker = maker
    return to_file


@pytest.fixture
def opened(browser):
    """Return what opens a page in a window of its own, and fails when it asks for anything from outside."""
    contexts, asked = [], []

    def open_page(address, width=1280, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [each[:200] for each in asked if not each.startswith(("file:", "data:"))] == []


def findings(page, rules=()):
    """Return what axe-core finds wrong with a page, by all of its rules or by some."""
    from axe_playwright_python.sync_playwright import Axe

    wanted = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **wanted}).response
    assert len(found["passes"]) >= (len(rules) or 20)
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("order", orders(), ids=named)
def test_axe_finds_nothing_and_the_page_reflows(opened, write, order):
    address = write(order)
    if not order.large_print:
        # Wide and in the dark only colors and targets differ, and large print has the same ones.
        assert findings(opened(address, scheme="dark"), ("color-contrast", "target-size")) == []
    # As narrow as 1280 pixels are at 400 %.
    page = opened(address, width=320)
    assert findings(page) == []
    assert overflow(page) == 0
    page.add_style_tag(content=SPACED)
    assert overflow(page) == 0


@pytest.mark.parametrize("script", [ARABIC, CHINESE], ids=["ar", "zh"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_axe_finds_nothing_in_other_scripts(opened, write, log_watch, script, edition):
    log_watch.expect("The English notice is shown instead")
    page = opened(write(Order(script.language, edition), script), width=320)
    assert findings(page) == []
    assert overflow(page) == 0


def test_axe_sees_what_is_wrong(opened, write):
    page = opened(write(Order()))
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    assert [name for name, _ in findings(page)] == ["image-alt"]


def words_inside(page, place):
    """Return the characters whose middle lies in a place of a printed page, without blanks."""
    left, low, right, high = place
    text = page.get_textpage()
    found = []
    for at, char in enumerate(text.get_text_range()):
        if not char.isspace():
            x0, y0, x1, y1 = text.get_charbox(at)
            if left <= (x0 + x1) / 2 <= right and low <= (y0 + y1) / 2 <= high:
                found.append(char)
    return "".join(found)


def printed_faults(data, notices):
    """Return what is wrong with the notice on the pages of a printed PDF."""
    faults, document = [], pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        words = "".join(page.get_textpage().get_text_range().split())
        counts = [words.count("".join(notice.split())) for notice in notices]
        if counts != [1] * len(notices):
            faults.append(f"page {number}: the notice is there {counts} times")
            continue
        bars = [
            each.get_bounds()
            for each in page.get_objects(max_depth=4)
            if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and filled(each) == (255, 241, 204)
        ]
        inside = {words_inside(page, bar) for bar in bars}
        if inside != {"".join(notice.split()) for notice in notices}:
            faults.append(f"page {number}: in the notices stands {inside!r}")
    document.close()
    return faults


def filled(shape):
    """Return the color in which a shape of a PDF is filled."""
    import ctypes

    channels = [ctypes.c_uint() for _ in range(4)]
    pypdfium2.raw.FPDFPageObj_GetFillColor(shape, *channels)
    return tuple(channel.value for channel in channels[:3])


PRINTED = [
    (Order(), "Letter"),
    (Order("es", "one-page", True, "en"), "A4"),
    (Order("en", "booklet"), "A4"),
    (Order("es", "booklet", True), "Letter"),
]


@pytest.mark.parametrize(("order", "paper"), PRINTED, ids=lambda each: each if isinstance(each, str) else named(each))
def test_each_printed_page_has_the_notice_and_it_covers_nothing(opened, write, order, paper):
    document = write.maker.made(order).document
    notices = [" ".join(notice) for notice in (document["notice"], document["under_notice"]) if notice]
    data = opened(write(order), scheme="dark").pdf(format=paper)
    assert printed_faults(data, notices) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_notice_in_two_languages_is_repeated_in_large_print(opened, write, paper):
    order = Order("es", "booklet", True, "en", pages=("overview",))
    document, pictures = write.maker.made(order, NARROWEST)
    longest = ["Ww wwwww mmmmm." * 3, "Mm mmmm wwww mmmm." * 6]
    assert 150 <= sum(map(len, longest)) <= 160
    changed = document | {"notice": longest, "under_notice": [each.lower() for each in longest]}
    style = (resources_folder() / "summary" / "web-page.css").read_text(encoding="utf-8")
    address = write(order, page=write_page(changed, pictures.drawings, pictures.rasters, style, {}))
    notices = [" ".join(longest), " ".join(longest).lower()]
    assert printed_faults(opened(address).pdf(format=paper), notices) == []


def test_the_notice_keeps_its_colors_in_the_dark(opened, write):
    colors = "each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
    address = write(Order())
    seen = [
        opened(address, scheme=scheme).eval_on_selector_all(".flow .notice", f"all => all.map({colors})")
        for scheme in SCHEMES
    ]
    assert seen == [[["rgb(29, 43, 51)", "rgb(255, 241, 204)"]] * 2] * 2
    grounds = [
        opened(address, scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor") for scheme in SCHEMES
    ]
    assert len(set(grounds)) == 2


def test_it_works_by_keyboard_without_any_script(browser, write):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write(Order()))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("class") == "skip"
    assert skip.bounding_box()["height"] > 20
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")
    page.keyboard.press("Tab")
    box = page.locator(":focus")
    assert box.get_attribute("type") == "checkbox"
    page.keyboard.press("Space")
    assert box.is_checked()
    page.locator("label").first.click()
    assert not box.is_checked()
    lines = page.get_by_role("textbox").first
    lines.focus()
    page.keyboard.type("How long? <b>")
    assert lines.inner_text().strip() == "How long? <b>"
    context.close()


def test_words_in_pictures_can_be_read_on_a_telephone_and_have_the_typeface(opened, write):
    page = opened(write(Order("en", "booklet")), width=360)
    sizes = page.eval_on_selector_all(
        ".picture text", "all => all.map(each => each.getScreenCTM().a * parseFloat(getComputedStyle(each).fontSize))"
    )
    assert len(sizes) > 20
    assert min(sizes) >= 11
    assert page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded", "loaded"]
    family = page.eval_on_selector(".picture text", "each => getComputedStyle(each).fontFamily")
    assert family.startswith('"Atkinson Hyperlegible Next"')
