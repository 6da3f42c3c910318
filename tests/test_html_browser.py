"""The HTML report in a real Chromium, from disk: what people see, click, type, print, and what must stay dead in it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import reports
from attacks import CONTROLS as HOSTILE
from attacks import told
from browser import Browser, chromium
from commands import EXAMPLES, empathy_audit
from reports import PROBLEMS, printed
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait
from test_html import BREAKOUTS

from empathy_audit.model import Report, Score

FOCUSED_ID = "document.activeElement.id"


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def examples(folder: Path) -> str:
    """The examples' report, as users make it."""
    done = empathy_audit("score", "examples", "--format", "html", cwd=EXAMPLES.parent)
    return saved(folder / "examples.html", done.stdout)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """The same run as data."""
    return json.loads(empathy_audit("score", "examples", "--format", "json", cwd=EXAMPLES.parent).stdout)  # type: ignore[no-any-return]


def saved(path: Path, page: str) -> str:
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


def names(tab: Browser) -> list[str]:
    return tab.ask("[...document.querySelectorAll('#table tbody .col-name a')].map((each) => each.textContent)")  # type: ignore[no-any-return]


def click(tab: Browser, css: str) -> None:
    tab.chrome.find_element(By.CSS_SELECTOR, css).click()


def choose(tab: Browser, id: str, words: str) -> None:
    Select(tab.chrome.find_element(By.ID, id)).select_by_visible_text(words)


def status(tab: Browser) -> str:
    return tab.ask("document.getElementById('count').textContent")  # type: ignore[no-any-return]


def focuses(tab: Browser, id: str) -> None:
    WebDriverWait(tab.chrome, 5, 0.02).until(lambda _: tab.ask(FOCUSED_ID) == id, id)


def shows(tab: Browser, words: str) -> None:
    """Waits until the line above the table says this."""
    WebDriverWait(tab.chrome, 5, 0.02).until(lambda _: status(tab) == words, f"{words!r} and not {status(tab)!r}")


# -- what must not be -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["", "#c0", "#c9.t3", "#c999", "#c0.t999", "#c-1", "#%22%3E%3Cscript%3E"])
def test_no_word_of_complaint_and_no_request(tab: Browser, examples: str, at: str) -> None:
    tab.open(examples + at)
    assert tab.ask("document.readyState") == "complete"
    assert tab.console() == []
    assert [url for url in tab.requests() if url.partition("#")[0] != examples] == []


def test_hostile_words_are_words(tab: Browser, folder: Path) -> None:
    attacks = [*BREAKOUTS, *(words for words, _ in HOSTILE.values()), "x" * 100_000, "</script>" * 3_000]
    url = saved(folder / "hostile.html", printed("html", [told(words) for words in attacks], problems=PROBLEMS))
    tab.open(url)
    allowed = {"SCRIPT": len(attacks) + 1, "STYLE": 1, "IMG": 0, "IFRAME": 0, "U": 0, "I": tab.ask("document.querySelectorAll('i.key').length")}
    for number in range(len(attacks)):
        tab.ask("location.hash = arguments[0]", f"#c{number}")
        WebDriverWait(tab.chrome, 5, 0.02).until(lambda _, n=number: tab.ask(f"!!document.querySelector('#thread a[href^=\"#c{n}.t\"]')"))
        for tag, most in allowed.items():
            assert tab.ask(f"document.getElementsByTagName('{tag}').length") == most, attacks[number][:80]
        said = tab.ask("document.querySelector('.said').textContent")
        assert said.strip() or not attacks[number].strip()
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", said)
    assert tab.ask("window.pwned") is None
    assert tab.ask("document.querySelectorAll('[onerror], [onload], [onfocus]').length") == 0
    assert tab.console() == []
    assert {each.partition("#")[0] for each in tab.requests()} <= {url}


def test_the_policy_stops_what_would_slip_through(tab: Browser, examples: str) -> None:
    tab.open(examples)
    tried = "(() => { try { const made = document.createElement('%s'); %s; document.body.append(made); made.click(); } catch (error) { return error.name } })()"
    assert tab.ask(tried % ("b", "made.innerHTML = '<i>x</i>'")) == "TypeError"
    assert tab.ask(tried % ("b", "made.setAttribute('onclick', 'window.pwned = 1')")) == "TypeError"
    assert tab.ask(tried % ("script", "made.append('window.pwned = 1')")) is None
    assert tab.ask(tried % ("style", "made.append('body { display: none }')")) is None
    assert tab.ask(tried % ("img", "made.src = 'https://example.com/x.png'")) is None
    blocked = "https://example.com/x.png' violates the following Content Security Policy"
    WebDriverWait(tab.chrome, 5, 0.02).until(lambda _: any(blocked in line for line in tab.console()))
    assert tab.ask("window.pwned") is None
    assert tab.ask("getComputedStyle(document.body).display") == "block"


# -- the summary ------------------------------------------------------------------------------------------------------------


def test_the_summary_says_what_the_data_say(tab: Browser, examples: str, expected: dict[str, Any]) -> None:
    tab.open(examples)
    summary = expected["summary"]
    assert tab.ask("document.querySelector('h1').textContent") == f"{summary['transcripts']} conversations"
    assert float(tab.ask("document.querySelector('.tile .big').textContent")) == pytest.approx(summary["score"], abs=0.1)
    chips = tab.ask("[...document.querySelectorAll('.verdicts li')].map((each) => each.textContent)")
    assert {words.split(" ", 1)[1].replace(" ", "_"): int(words.split()[0]) for words in chips} == summary["verdicts"]
    rows = tab.ask("[...document.querySelectorAll('#chart-types tbody tr')].map((row) => [row.querySelector('a').dataset.showType, row.querySelector('b').textContent])")
    assert {type: int(number) for type, number in rows if number != "0"} == summary["missed_by_type"]
    columns = tab.ask("[...document.querySelectorAll('#chart-scores g .figure')].map((each) => Number(each.textContent))")
    assert sum(columns) == summary["assessed"]
    first = tab.ask("[...document.querySelectorAll('#summary h2')][0].textContent")
    assert "For a person to look at" in first
    reviewed = sum(moment["review"] for each in expected["transcripts"] for moment in each["moments"])
    assert tab.ask("document.querySelectorAll('#review li').length") == reviewed > 0


def test_files_that_could_not_be_audited_are_named(tab: Browser, folder: Path) -> None:
    tab.open(saved(folder / "failed.html", printed("html", [], problems=PROBLEMS)))
    assert tab.ask("document.querySelector('h1').textContent") == "Nothing was audited"
    assert "calls/empty.txt" in tab.ask("document.getElementById('failed').textContent")
    assert tab.console() == []


# -- the table ----------------------------------------------------------------------------------------------------------------

FILTERS = [
    ("verdict", {"verdict": "coach"}, lambda each: each["verdict"] == "coach"),
    ("type", {"type": "Bereavement"}, lambda each: any(m["type"] == "bereavement" for m in each["moments"])),
    ("agent", {"agent": "Anjali Rao"}, lambda each: "Anjali Rao" in each["roles"].get("agent", {}).get("labels", ())),
    ("two", {"type": "Bereavement", "verdict": "fail"}, lambda each: each["verdict"] == "fail" and any(m["type"] == "bereavement" for m in each["moments"])),
    ("none", {"type": "Bereavement", "verdict": "not assessed"}, lambda _: False),  # who shows something is assessed
]  # fmt: skip


@pytest.mark.parametrize(("chosen", "wanted"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_filters(tab: Browser, examples: str, expected: dict[str, Any], chosen: dict[str, str], wanted: Any) -> None:
    tab.open(examples)
    for id, words in chosen.items():
        choose(tab, id, words)
    hits = [each for each in expected["transcripts"] if wanted(each)]
    shows(tab, f"{len(hits)} of {len(expected['transcripts'])} conversations")
    assert len(names(tab)) == len(hits)
    click(tab, "#tools [type=reset]")
    shows(tab, f"{len(expected['transcripts'])} conversations")


def test_fell_short_only(tab: Browser, examples: str, expected: dict[str, Any]) -> None:
    tab.open(examples)
    click(tab, "#short")
    short = [each for each in expected["transcripts"] if any(m["status"] not in ("met", "withdrawn") and not m["review"] for m in each["moments"])]
    shows(tab, f"{len(short)} of {len(expected['transcripts'])} conversations")


SEARCHES = [
    ("zebra crossing", []),
    ("TRUCK payment", ["bereavement-bank-handled-badly.txt"]),  # words of the conversation, in any case
    ("don’t truck ortega", ["bereavement-bank-handled-badly.txt"]),  # every word, with quotes of any kind
    ("Josh", ["halden-chat-119-price-rise"]),
    ("hotel-overbooked", ["roleplay-hotel-overbooked.md"]),
    ("<b>", []),
    ("heads", []),  # a word of the data, and of no conversation
]


@pytest.mark.parametrize(("typed", "hits"), SEARCHES)
def test_search(tab: Browser, examples: str, typed: str, hits: list[str]) -> None:
    tab.open(examples)
    tab.chrome.find_element(By.ID, "search").send_keys(typed)
    shows(tab, f"{len(hits)} of 21 conversations")
    assert names(tab) == hits


@pytest.mark.parametrize(("column", "key"), [("score", "overall"), ("listening", "listening"), ("valuing", "valuing")])
def test_sorting_puts_what_is_not_assessed_last(tab: Browser, examples: str, expected: dict[str, Any], column: str, key: str) -> None:
    tab.open(examples)
    known = sorted(each["score"][key] for each in expected["transcripts"] if each["score"][key] is not None)
    unknown = [""] * (len(expected["transcripts"]) - len(known))
    for direction, values in (("ascending", known), ("descending", known[::-1])):
        click(tab, f"[data-sort={column}]")
        keys = tab.ask(f"[...document.querySelectorAll('tbody .col-{column}')].map((each) => each.dataset.k)")
        assert [float(each) if each else "" for each in keys] == values + unknown
        assert tab.ask(f"document.querySelector('th.col-{column}').getAttribute('aria-sort')") == direction
        assert tab.ask("document.querySelectorAll('[aria-sort]').length") == 1


def test_a_chart_leads_to_the_rows_behind_it(tab: Browser, examples: str, expected: dict[str, Any]) -> None:
    tab.open(examples)
    click(tab, "[data-show-type=bereavement]")
    hits = sum(any(m["type"] == "bereavement" for m in each["moments"]) for each in expected["transcripts"])
    shows(tab, f"{hits} of 21 conversations")
    assert tab.ask(FOCUSED_ID) == "conversations-title"
    click(tab, "[data-show-agent=Josh]")
    shows(tab, "1 of 21 conversations")


# -- a conversation -------------------------------------------------------------------------------------------------------------


def test_a_conversation_opens_where_the_summary_points_and_closes_again(tab: Browser, examples: str) -> None:
    tab.open(examples)
    assert tab.ask("document.getElementById('thread').childElementCount") == 0  # drawn only when asked for
    click(tab, "#review li a")
    assert tab.ask("document.activeElement.matches('.turn:has(mark.alert)')")
    assert tab.ask("document.querySelector('#thread h1').textContent") == "harm-insurance-handled-well.vtt"
    assert tab.ask("document.title").startswith("harm-insurance")
    assert tab.ask("document.querySelectorAll('h1').length - document.querySelectorAll('[hidden] h1').length") == 1
    tab.chrome.back()
    assert tab.ask("document.getElementById('thread').hidden")
    assert tab.ask("document.getElementById('thread').childElementCount") == 0
    assert tab.ask("document.title") == "Empathy report"


def test_a_conversation_shows_everything_in_its_place(tab: Browser, examples: str, expected: dict[str, Any]) -> None:
    number = next(n for n, each in enumerate(expected["transcripts"]) if each["id"] == "bereavement-bank-handled-badly")
    bank = expected["transcripts"][number]
    tab.open(f"{examples}#c{number}")
    turns = tab.ask("[...document.querySelectorAll('.turn')].map((each) => [each.id, each.querySelector('.said').textContent])")
    assert len(turns) == bank["turns"]
    for moment in bank["moments"]:
        here = tab.ask(f"document.getElementById('t{moment['turn']}').textContent")
        assert all(words in here for words in (moment["status"], moment["name"], moment["quote"]))
        assert not moment["next_step"] or "Better" in here
    for hurt in bank["deductions"]:
        here = tab.ask(f"document.getElementById('t{hurt['turn']}').textContent")
        assert hurt["message"] in here
        assert hurt["suggest"] in here
    marked = tab.ask("[...document.querySelectorAll('mark.bad, mark.fair')].map((each) => each.textContent)")
    assert marked
    assert all(any(words in moment["quote"] for moment in bank["moments"]) for words in marked)
    moment = bank["moments"][0]
    click(tab, f".side a[href='#c{number}.t{moment['turn']}']")
    focuses(tab, f"t{moment['turn']}")
    click(tab, f"#t{moment['turn']} .note a[href='#c{number}.t{moment['reply']['turns'][0]}']")
    focuses(tab, f"t{moment['reply']['turns'][0]}")


def test_from_one_conversation_to_the_next_in_the_order_of_the_table(tab: Browser, examples: str) -> None:
    tab.open(examples)
    choose(tab, "verdict", "strong")
    order = names(tab)
    click(tab, "#table tbody tr a")
    seen = [tab.ask("document.querySelector('#thread h1').textContent")]
    while tab.ask("!!document.querySelector('[rel=next]')"):
        click(tab, "[rel=next]")
        focuses(tab, "thread-title")
        seen.append(tab.ask("document.querySelector('#thread h1').textContent"))
    assert seen == order
    click(tab, ".steps a")
    WebDriverWait(tab.chrome, 5, 0.02).until(lambda _: tab.ask("document.activeElement.textContent") == order[-1])


def test_the_sums_are_there(tab: Browser, examples: str, expected: dict[str, Any]) -> None:
    tab.open(examples + "#c4")
    click(tab, ".side details:last-child summary")
    sums = tab.ask("[...document.querySelectorAll('.sums')].pop().textContent")
    report = expected["transcripts"][4]
    assert f"Base the sum of these{report['sums']['base']:.4f}" in sums
    assert sums.endswith(f"{report['score']['overall']}")


def test_one_conversation_alone_is_shown_at_once(tab: Browser, folder: Path) -> None:
    tab.open(saved(folder / "one.html", printed("html", [reports.hard_call()])))
    assert tab.ask("document.querySelector('#thread h1').textContent") == "halden-refund.txt"
    click(tab, ".steps a")
    WebDriverWait(tab.chrome, 5, 0.02).until(lambda _: tab.ask("!document.getElementById('summary').hidden"))
    assert tab.ask("document.querySelector('.charts')") is None
    assert tab.console() == []


# -- everybody ----------------------------------------------------------------------------------------------------------------

UNNAMED = """[...document.querySelectorAll('a, button, input, select, summary, svg[role=img], nav, table, details, [role=group]')]
  .filter((each) => each.checkVisibility() && !(each.textContent.trim() || each.getAttribute('aria-label') || each.closest('label')
  || each.caption)).map((each) => each.outerHTML.slice(0, 120))"""

# WCAG 2.2, 1.4.3: text against what is behind it; 4.5, or 3 for large text.
FAINT = """(() => {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = color; pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3]));
  const light = (color) => { const [r, g, b] = color.map((c) => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const behind = (el) => { if (!el) return [255, 255, 255]; const own = rgba(getComputedStyle(el).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, behind(el.parentElement)); };
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !el.checkVisibility() || el.closest('script, .vh, :disabled, noscript')) continue;
    const look = getComputedStyle(el), ground = behind(el);
    const ink = over(rgba(el.closest('svg') ? look.fill : look.color), ground);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const large = parseFloat(look.fontSize) >= 24 || (parseFloat(look.fontSize) >= 18.66 && look.fontWeight >= 700);
    const ratio = (a + .05) / (b + .05);
    if (ratio < (large ? 3 : 4.5)) faint.push([ratio.toFixed(2), el.className, walk.currentNode.data.trim().slice(0, 40)].join(' '));
  }
  return faint;
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("at", ["", "#c0", "#c1", "#c2"])
def test_contrast_names_and_width_for_everybody(tab: Browser, folder: Path, scheme: str, at: str) -> None:
    url = saved(folder / "three.html", printed("html", reports.three(), problems=PROBLEMS))
    for width in (1280, 390, 320):
        tab.open(url + at, width, scheme=scheme)
        tab.ask("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert tab.ask(FAINT) == []
        assert tab.ask(UNNAMED) == []
        assert tab.ask("document.documentElement.scrollWidth") <= width
        assert tab.ask("[...document.querySelectorAll('main, header, footer')].filter((each) => each.checkVisibility()).length") == 3
        levels = tab.ask("[...document.querySelectorAll('h1, h2, h3')].filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))")
        assert levels[0] == 1
        assert levels.count(1) == 1


def test_the_keyboard_reaches_everything_in_the_order_of_reading(tab: Browser, examples: str) -> None:
    tab.open(examples)
    assert tab.tab()["id"] == "skip"
    assert [tab.tab()["text"] for _ in range(4)] == ["Empathy report", "Auto", "Light", "Dark"]
    assert tab.tab()["text"].startswith("Risk of harm")
    tab.ask("document.getElementById('search').focus()")
    seen = [tab.tab() for _ in range(6)]
    assert [each["id"] for each in seen[:4]] == ["verdict", "type", "agent", "short"]
    assert seen[5]["text"] == "Score"
    assert all(each["outline"] != "none" for each in seen)
    tab.press(Keys.ENTER)
    assert tab.ask("document.querySelector('th.col-score').getAttribute('aria-sort')") == "ascending"
    while tab.tab()["tag"] != "A":
        pass
    tab.press(Keys.ENTER)
    focuses(tab, "thread-title")
    assert tab.tab()["tag"] == "A"


def test_skip_link(tab: Browser, examples: str) -> None:
    tab.open(examples)
    tab.tab()
    tab.press(Keys.ENTER)
    assert tab.ask(FOCUSED_ID) == "main"


def test_dark_and_light_by_the_system_and_by_choice(tab: Browser, examples: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.open(examples, scheme="light")
    light = tab.ask(ground)
    click(tab, "[data-theme=dark]")
    dark = tab.ask(ground)
    tab.open(examples, scheme="dark")
    assert tab.ask(ground) == dark != light
    click(tab, "[data-theme=light]")
    assert tab.ask(ground) == light
    assert tab.ask("[...document.querySelectorAll('[aria-pressed=true]')].map((each) => each.textContent)") == ["Light"]
    click(tab, "[data-theme=auto]")
    assert tab.ask(ground) == dark


def test_without_javascript_the_summary_and_the_whole_table_are_there(tab: Browser, folder: Path) -> None:
    url = saved(folder / "many.html", printed("html", reports.three() * 40))
    tab.open(url, script=False)
    tab.tell("DOM.enable")
    text = tab.tell("DOM.getOuterHTML", nodeId=tab.tell("DOM.getDocument")["root"]["nodeId"])["outerHTML"]
    tab.tell("Emulation.setScriptExecutionDisabled", value=False)
    assert text.count("<tr data-n=") == 120
    assert "This page works without JavaScript" in text
    assert tab.ask("[...document.querySelectorAll('.scripted')].filter((each) => each.checkVisibility()).length") == 0
    assert tab.ask("document.querySelector('#table tbody').rows[119].checkVisibility()")


# -- paper, and many -----------------------------------------------------------------------------------------------------------


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_print(tab: Browser, folder: Path) -> None:
    tab.open(saved(folder / "print.html", printed("html", reports.three() * 60)), scheme="dark")
    click(tab, "[data-theme=dark]")
    tab.tell("Emulation.setEmulatedMedia", media="print")
    assert tab.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.ask("[...document.querySelectorAll('.scripted')].filter((each) => each.checkVisibility()).length") == 0
    assert tab.ask(FAINT) == []
    tab.tell("Emulation.setEmulatedMedia", media="")
    before = len(names(tab))
    assert before == 50
    assert pages(tab.pdf()) > 6  # 180 rows, and not the 50 on the screen
    assert len(names(tab)) == before
    tab.ask("location.hash = '#c2'")
    assert 1 < pages(tab.pdf()) < 8


def many(number: int) -> list[Report]:
    hard = reports.hard_call()
    return [
        hard._replace(transcript=hard.transcript._replace(path=f"calls/{each:04}.txt", id=f"{each:04}"), score=Score(each / 10, 1, 2, 3))
        for each in range(number)
    ]


def test_a_thousand_conversations(tab: Browser, folder: Path) -> None:
    page = printed("html", many(1000))
    assert len(page) < 12_000 * 1000
    began = time.perf_counter()
    tab.open(saved(folder / "thousand.html", page))
    assert len(names(tab)) == 50
    assert tab.ask("document.getElementById('page').textContent") == "Page 1 of 20"
    click(tab, "#after")
    assert names(tab)[0] == "0050.txt"
    click(tab, "[data-sort=score]")
    click(tab, "[data-sort=score]")
    assert names(tab)[0] == "0999.txt"
    tab.chrome.find_element(By.ID, "search").send_keys("landlord 0777")
    shows(tab, "1 of 1000 conversations")
    click(tab, "#table tbody a")
    assert tab.ask("document.querySelector('#thread h1').textContent") == "0777.txt"
    assert time.perf_counter() - began < 30  # three are usual; a page that draws all of them at once takes minutes
    assert tab.console() == []
