"""The report as a reader uses it: sorting, filters, languages, links to units, paper, and no error in the console."""

from __future__ import annotations

import base64
import re

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, rank
from ictindex.model.collation import alphabetical
from ictindex.report import page as report_page
from ictindex.report import render_report
from ictindex.report.palette import DARK, LIGHT

pytestmark = pytest.mark.browser

CSS = "css selector"


@pytest.fixture(scope="session")
def html(hanoi):
    """The report of Hà Nội, opening in Vietnamese."""
    return render_report(hanoi)


@pytest.fixture(autouse=True)
def _as_on_a_screen(browser):
    """Whatever a test emulates ends with it."""
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def column(driver, place, table="#block-1 table"):
    """The texts of one column, top down."""
    script = (
        "return [...document.querySelector(arguments[0]).tBodies[0].rows].map(it => it.cells[arguments[1]].innerText)"
    )
    return driver.execute_script(script, table, place)


def heading(driver, place, table="#block-1 table"):
    """The heading of one column, and the button in it."""
    cell = driver.find_elements(CSS, f"{table} thead th")[place]
    return cell, cell.find_element(CSS, "button")


def shown(driver):
    """The names of the units that the tables show."""
    rows = "[...document.querySelectorAll('.standings tbody tr')]"
    return driver.execute_script(f"return {rows}.filter(it => it.offsetParent).map(it => it.cells[1].innerText)")


def test_a_column_is_sorted_by_its_button(opened, html):
    """Scores fall at the first click and rise at the second; the heading says which."""
    driver = opened(html)
    cell, button = heading(driver, 2)
    button.click()
    assert cell.get_attribute("aria-sort") == "descending"
    falling = [float(it.replace(",", ".")) for it in column(driver, 2)]
    assert falling == sorted(falling, reverse=True)
    button.click()
    assert cell.get_attribute("aria-sort") == "ascending"
    assert column(driver, 2)[0] == "51,25"


def test_the_keyboard_sorts_too(opened, html):
    """A button takes the focus and the Enter key, and only one column says that it is sorted."""
    driver = opened(html)
    heading(driver, 2)[1].click()
    cell, button = heading(driver, 1)
    button.send_keys("\n")
    assert cell.get_attribute("aria-sort") == "ascending"
    assert len(driver.find_elements(CSS, "#block-1 th[aria-sort]")) == 1


def test_names_are_sorted_as_vietnamese_sorts_them(opened, html):
    """As the library sorts them: by letters, then by tones; Đ behind D."""
    driver = opened(html)
    heading(driver, 1, "#block-5 table")[1].click()
    names = column(driver, 1, "#block-5 table")
    assert names == alphabetical(names)
    assert len(names) == 29


def test_changes_are_sorted_as_numbers_and_those_without_come_last(opened, html):
    """+4 before +1 before −3."""
    driver = opened(html)
    heading(driver, 5, "#block-3 table")[1].click()
    changes = column(driver, 5, "#block-3 table")
    gained = [int(it.replace("−", "-")) for it in changes if re.fullmatch(r"[+−]?\d+", it)]
    assert gained == sorted(gained, reverse=True)
    assert set(changes[len(gained) :]) == {"mới"}


def test_numbers_are_sorted_by_every_digit(opened):
    """These three are one and the same double."""
    scores = ["900719925474099.32", "900719925474099.30", "900719925474099.31"]
    assert len({float(it) for it in scores}) < 3
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2), nodes=[Indicator(id="a")])
    driver = opened(render_report(rank(Dataset.from_columns(units=["x", "y", "z"], columns={"a": scores}), rubric)))
    button = heading(driver, 2)[1]
    button.click()
    button.click()
    assert column(driver, 2) == [it.replace(".", ",") for it in sorted(scores)]


def test_the_filter_finds_names_without_marks(opened, html):
    """Tables and sheets show what fits, blocks with nothing left go, and the number is told aloud."""
    driver = opened(html)
    driver.find_element(CSS, "#find").send_keys("so y te")
    assert shown(driver) == ["Sở Y tế"]
    assert driver.find_element(CSS, "[role=status]").text == "1 đơn vị đang hiện"
    assert [it.text for it in driver.find_elements(CSS, "details.unit h4") if it.is_displayed()] == ["Sở Y tế"]


def test_filters_by_block_tier_and_award_add_up(opened, html, hanoi):
    """The same units that the ranking has; clearing shows all again."""
    driver = opened(html)
    driver.find_element(CSS, "#pick-block option[value='2']").click()
    driver.find_element(CSS, "#pick-tier option[value='0']").click()
    driver.find_element(CSS, "#pick-award").click()
    block = hanoi.rubric.partition("block").parts[1].id
    held = [it for it in hanoi.standings if it.block == block and it.tier == hanoi.rubric.tiers[0].id and it.awards]
    assert shown(driver) == [it.unit.name for it in held]
    assert len(held) == 3
    driver.find_element(CSS, ".filter [type=reset]").click()
    driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert len(shown(driver)) == 111


def test_a_filter_that_nothing_fits_says_so(opened, html):
    """Rather than an empty page."""
    driver = opened(html)
    driver.find_element(CSS, "#find").send_keys("zzz")
    assert driver.find_element(CSS, "#nobody").is_displayed()


def test_the_switch_speaks_english_and_back(opened, html):
    """Texts, numbers, title and the language that a screen reader is told; back again nothing is left over."""
    driver = opened(html)
    before = driver.execute_script("return document.body.innerText")
    driver.find_element(CSS, "[data-lang=en]").click()
    assert driver.find_element(CSS, "html").get_attribute("lang") == "en"
    assert driver.find_element(CSS, "#summary").text == "Summary"
    assert column(driver, 2)[0] == "96.17"
    assert driver.find_element(CSS, "[data-lang=en]").get_attribute("aria-pressed") == "true"
    assert "ICT" in driver.title
    driver.find_element(CSS, "[data-lang=vi]").click()
    assert driver.execute_script("return document.body.innerText") == before


def test_a_file_that_is_switched_reads_as_one_that_opens_so(opened, hanoi, html):
    """Word for word, the sheets included."""
    read = "document.querySelectorAll('details').forEach(it => { it.open = true; }); return document.body.innerText"
    driver = opened(html, "?lang=en")
    switched = driver.execute_script(read)
    assert opened(render_report(hanoi, lang="en")).execute_script(read).splitlines() == switched.splitlines()


def test_a_link_to_a_unit_opens_its_sheet(opened, html):
    """From outside and from the tables; what lies above it does not hide it."""
    driver = opened(html, "#unit-so-y-te")
    sheet = driver.find_element(CSS, "#unit-so-y-te")
    assert sheet.get_attribute("open") is not None
    assert "Tỷ lệ văn bản điện tử" in sheet.text
    inside = "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight"
    assert driver.execute_script(inside, sheet)
    driver.execute_script("document.querySelector(\"a[href='#unit-so-tu-phap']\").click()")
    driver.execute_async_script("setTimeout(arguments[0], 100)")
    assert driver.find_element(CSS, "#unit-so-tu-phap").get_attribute("open") is not None


def test_a_link_that_leads_nowhere_harms_nothing(opened, html):
    """The report opens at its top, also where the end of the address is no name at all."""
    driver = opened(html, "#unit-nobody")
    assert len(shown(driver)) == 111
    assert len(shown(opened(html, "#%E0%A4%A"))) == 111


def test_the_first_key_leads_past_the_navigation(opened, html):
    """Tab, Enter: the focus is in the content."""
    driver = opened(html)
    driver.find_element(CSS, "body").send_keys("\t")
    first = driver.switch_to.active_element
    assert first.get_attribute("class") == "skip"
    first.send_keys("\n")
    assert driver.switch_to.active_element.get_attribute("id") == "content"


def test_what_has_the_focus_is_seen(opened, html):
    """An outline of three pixels around a button reached by keyboard."""
    driver = opened(html)
    heading(driver, 1)[1].send_keys("\n")
    width = "return getComputedStyle(document.activeElement).outlineWidth"
    assert driver.execute_script(width) == "3px"


def test_paper_has_every_sheet_and_no_button(opened, html):
    """All are open while the page is printed, and closed as before when it is done."""
    driver = opened(html)
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert driver.execute_script("return document.querySelectorAll('details:not([open])').length") == 0
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert [it.text for it in driver.find_elements(CSS, ".tools button, input, nav a") if it.is_displayed()] == []
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.execute_script("dispatchEvent(new Event('afterprint'))")
    assert driver.execute_script("return document.querySelectorAll('details[open]').length") == 0


def test_the_pdf_is_a4_and_has_a_page_for_each_sheet(opened, html):
    """More pages than units, each 210 × 297 mm."""
    driver = opened(html)
    options = {"preferCSSPageSize": True, "printBackground": True}
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
    sizes = set(re.findall(rb"/MediaBox ?\[([^]]*)\]", pdf))
    assert {tuple(round(float(it) / 72 * 25.4) for it in size.split()) for size in sizes} == {(0, 0, 210, 297)}
    assert len(re.findall(rb"/Type ?/Page\b", pdf)) > 111


def test_one_sheet_can_be_printed_alone(opened, html):
    """Nothing else is on the paper."""
    driver = opened(html, "#unit-so-y-te")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    # What the page looks like at the moment of printing.
    driver.execute_script("window.print = () => { window.printed = document.body.innerText; }")
    driver.execute_script("document.querySelector('#unit-so-y-te .print-unit').click()")
    printed = driver.execute_script("return window.printed")
    assert "Sở Y tế" in printed
    assert "Sở Tư pháp" not in printed
    assert "Tóm tắt" not in printed


def test_the_report_is_whole_without_its_script(opened, browser, html):
    """Tables, numbers and sheets; no button that would do nothing."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver = opened(html)
    assert [it.text for it in driver.find_elements(CSS, "button, input, select") if it.is_displayed()] == []
    assert len([it for it in driver.find_elements(CSS, ".standings tbody tr") if it.is_displayed()]) == 111
    driver.find_element(CSS, "#unit-so-y-te summary").click()
    assert "8,99" in driver.find_element(CSS, "#unit-so-y-te").text


def test_sheets_with_codes_become_those_with_names(opened, hanoi, html, monkeypatch):
    """A large file says the same as a small one, in both languages, once a sheet is opened."""
    text = "return document.querySelector('#unit-so-y-te').innerText"
    names = [opened(html, f"?lang={lang}#unit-so-y-te").execute_script(text) for lang in ("vi", "en")]
    monkeypatch.setattr(report_page, "_ROOM_FOR_NAMES", 0)
    coded = render_report(hanoi)
    assert "<tr><th>may-tinh<td>" in coded
    codes = [opened(coded, f"?lang={lang}#unit-so-y-te").execute_script(text) for lang in ("vi", "en")]
    assert codes == names
    switched = opened(coded, "#unit-so-y-te")
    switched.find_element(CSS, "[data-lang=en]").click()
    assert switched.execute_script(text) == names[1]


def test_nothing_is_fetched(opened, html):
    """The browser has asked nobody for anything."""
    driver = opened(html)
    assert driver.execute_script("return performance.getEntriesByType('resource').map(it => it.name)") == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_is_wider_than_a_phone(opened, html, width):
    """Wide tables scroll by themselves; the page never does."""
    driver = opened(html, "#unit-so-y-te")
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_colours_are_those_whose_contrast_is_tested(opened, html, scheme, palette):
    """Whichever the reader's screen asks for."""
    driver = opened(html)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    style = "const style = getComputedStyle(document.body); return [style.backgroundColor, style.color]"
    found = driver.execute_script(style)
    wanted = [tuple(int(palette[key][at : at + 2], 16) for at in (1, 3, 5)) for key in ("paper", "ink")]
    assert [tuple(map(int, re.findall(r"\d+", it))) for it in found] == wanted


@pytest.mark.parametrize(
    ("name", "end", "width", "height", "media"),
    [
        ("report-desktop", "", 1280, 1180, ""),
        ("report-sheet", "#unit-so-cong-thuong", 1280, 1180, ""),
        ("report-phone", "#block-1", 390, 844, ""),
        ("report-print", "#unit-so-cong-thuong", 794, 1123, "print"),
        ("report-dark", "#standings", 1280, 900, "dark"),
    ],
)
def test_pictures_for_the_docs(opened, html, pictures, name, end, width, height, media):
    """Small enough for a page, and taken from the report as it is now."""
    driver = opened(html, end)
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    if media == "print":
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        driver.execute_script("document.body.style.padding = '15mm 14mm'")
    if media == "dark":
        feature = {"name": "prefers-color-scheme", "value": "dark"}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    driver.execute_async_script("setTimeout(arguments[0], 300)")
    if end:
        driver.execute_script("document.querySelector(arguments[0]).scrollIntoView()", end)
    picture = driver.get_screenshot_as_png()
    assert len(picture) < 300_000
    (pictures / f"{name}.png").write_bytes(picture)
