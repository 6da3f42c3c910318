"""A real Chromium for tests of the HTML report. Where there is none, tests are skipped and say so, but in CI they fail."""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --force-device-scale-factor=1"
).split()  # fmt: skip
MISSING = "no Chromium with its driver here, so the HTML report was NOT tested in a browser: apt-get install chromium chromium-driver"


def found() -> tuple[str, str] | None:
    """The browser and its driver."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    driver = shutil.which("chromedriver")
    return (program, driver) if program and driver else None


def demand() -> tuple[str, str]:
    """`found`, or the end of the test."""
    here = found()
    if here is None:
        must = os.environ.get("CI") or os.environ.get("EMPATHY_AUDIT_BROWSER") == "required"  # set by .ci/run
        (pytest.fail if must else pytest.skip)(MISSING)
    return here


FOCUSED = """(() => {
  const at = document.activeElement, look = getComputedStyle(at);
  return { id: at.id, tag: at.tagName, text: at.textContent.trim(), outline: look.outlineStyle };
})()"""


@contextmanager
def chromium() -> Iterator[Browser]:
    program, driver = demand()
    options = ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        chrome = Chrome(options, Service(driver))
        try:
            yield Browser(chrome)
        finally:
            chrome.quit()


class Browser:
    """One tab, and the few things that tests ask of it."""

    def __init__(self, chrome: Chrome) -> None:
        self.chrome = chrome

    def open(self, url: str, width: int = 1280, *, scheme: str = "light", script: bool = True) -> None:
        """A fresh page, with nothing left of the one before."""
        self.chrome.get("about:blank")
        self.tell("Emulation.setScriptExecutionDisabled", value=not script)
        self.tell("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        self.console()
        self.requests()
        self.chrome.get(url)

    def tell(self, command: str, **values: Any) -> Any:
        return self.chrome.execute_cdp_cmd(command, values)

    def ask(self, script: str, *values: Any) -> Any:
        """What a JavaScript expression is."""
        return self.chrome.execute_script(f"return {script}", *values)

    def press(self, *keys: str) -> None:
        """Keys, as somebody without a mouse presses them."""
        self.chrome.switch_to.active_element.send_keys(*keys)

    def tab(self) -> dict[str, Any]:
        """What the Tab key leads to."""
        self.press(Keys.TAB)
        return self.ask(FOCUSED)

    def console(self) -> list[str]:
        """What the console said since it was last asked."""
        return [entry["message"] for entry in self.chrome.get_log("browser")]

    def requests(self) -> list[str]:
        """What was asked of disk and network since this was last asked."""
        events = [json.loads(entry["message"])["message"] for entry in self.chrome.get_log("performance")]
        return [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]

    def pdf(self) -> bytes:
        return base64.b64decode(self.tell("Page.printToPDF", printBackground=True)["data"])
