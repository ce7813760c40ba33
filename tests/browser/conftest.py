"""Debian's chromium without a window, driven by selenium; every test here is marked `browser`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ictindex import get_rubric, rank, read, read_published

EXAMPLES = Path(__file__).parents[2] / "examples"
CONSOLE = {"browser": "ALL"}
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One browser for all tests, with a profile of its own."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium: python -m pip install selenium")
    pytest.importorskip("jinja2", reason="needs the extra report: python -m pip install 'ictindex[report]'")
    found = [shutil.which(it) for it in ("chromium", "chromedriver")]
    if None in found:
        pytest.skip("needs chromium and chromedriver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = found[0]
    options.set_capability("goog:loggingPrefs", CONSOLE)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(found[1]))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a text as a file in a tab of its own; whatever the console says about it in the end is an error."""
    first = browser.current_window_handle

    def show(html, end=""):
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        browser.get(path.as_uri() + end)
        return browser

    browser.switch_to.new_window("tab")
    browser.get_log("browser")
    yield show
    said = browser.get_log("browser")
    browser.close()
    browser.switch_to.window(first)
    assert said == []


@pytest.fixture(scope="session")
def hanoi():
    """A real rubric with invented answers: 111 units in six blocks, and the year before."""
    rubric = get_rubric("hanoi/agencies@2014")
    before = read_published(EXAMPLES / "hanoi-2013.csv")
    return rank(read(EXAMPLES / "hanoi-2014.csv", rubric), rubric, previous=before)


@pytest.fixture(scope="session")
def pictures():
    """The folder for screenshots where the variable ICTINDEX_IMAGES names one."""
    named = os.environ.get("ICTINDEX_IMAGES")
    if not named:
        pytest.skip("takes pictures for the docs where ICTINDEX_IMAGES names a folder")
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
