"""Drills of missed moments: which ones, in what order, and how they are written."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

import html5lib
import pytest
import reports
from attacks import ATTACKS, FORBIDDEN, told
from gates import inside
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from empathy_audit.lessons.drills import Drills
from empathy_audit.model import DrillSheet, Report
from empathy_audit.reporters.practice import WRITERS

GOLDEN = Path(__file__).parent / "golden"
CALL = (
    "Agent: Thank you for calling Northwind, how can I help?\n"
    "Customer: My dad died on Sunday and you still took £35 from his account.\n"
    "Agent: Postcode?\n"
    "Customer: This is the third time I've called about it.\n"
    "Agent: What is the account number?\n"
)


def sheet(given: list[Report], limit: int = 20, **more: list[str]) -> DrillSheet:
    drills = Drills(limit, **more)
    for each in given:
        drills.add(each, each.transcript.path.partition("-")[0])
    return drills.sheet()


def batch(number: int) -> list[Report]:
    """Calls with misses of their own words."""
    made = []
    for n, each in enumerate(islice(cycle([reports.hard_call(), reports.good_chat()]), number)):
        turns = tuple(turn.__class__(turn.index, turn.role, f"{turn.text} ({n})", turn.speaker, turn.line) for turn in each.transcript.turns)
        made.append(each._replace(transcript=each.transcript._replace(path=f"{'ann bob'.split()[n // 2 % 2]}-{n}.txt", turns=turns)))
    return made


# -- which --------------------------------------------------------------------------------------------------------------


def test_only_what_was_missed_and_no_signs_of_harm() -> None:
    assert sheet([reports.good_chat(), reports.no_chance()]) == DrillSheet((), 0, 0, "")
    found = sheet([reports.hard_call()])
    assert [drill.type for drill in found.drills] == ["bereavement", "impact"] and found.missed == 2 and found.review == 1
    said = {drill.said for drill in found.drills}
    assert not any("can't do this any more" in words for words in said)


def test_the_customers_words_with_the_turn_before_and_a_better_answer() -> None:
    (drill, _) = sheet([reports.hard_call()]).drills
    talk = reports.hard_call().transcript
    assert drill.said == talk.turns[5].text and drill.before == talk.turns[4].text and drill.speaker == "agent"
    assert drill.better.startswith("Condolence first") and drill.place == "calls/2026-03/halden-refund.txt:6"


def test_the_same_words_are_no_two_drills() -> None:
    assert len(sheet([reports.hard_call()] * 9).drills) == 2 and sheet([reports.hard_call()] * 9).missed == 18


def test_every_type_has_its_turn() -> None:
    found = [drill.type for drill in sheet(batch(12), limit=6).drills]
    assert Counter(found[:2]) == Counter(found[2:4]) == {"bereavement": 1, "impact": 1}
    assert len({drill.said for drill in sheet(batch(12), limit=6).drills}) == 6


def test_what_was_asked_for() -> None:
    assert {drill.type for drill in sheet(batch(8), types=["impact"]).drills} == {"impact"}
    assert {drill.place[:4] for drill in sheet(batch(8), agents=["BOB*"]).drills} == {"bob-"}
    assert len(sheet(batch(40), limit=3).drills) == 3


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False), st.integers(1, 30), st.integers(1, 5))
def test_neither_order_nor_parts_matter(chance: random.Random, number: int, limit: int) -> None:
    given = batch(number)
    expected = sheet(given, limit)
    chance.shuffle(given)
    assert sheet(given, limit) == expected
    parts = [Drills(limit), Drills(limit)]
    for each in given:
        chance.choice(parts).add(each, "")
    parts[0].merge(parts[1])
    assert parts[0].sheet() == expected


# -- how it is written --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "format"), [("practice.md", "markdown"), ("practice.html", "html")])
def test_whole_sheet(file: str, format: str) -> None:
    """Golden files, as those of reports."""
    found = WRITERS[format](sheet(batch(6)))
    if os.environ.get("EMPATHY_AUDIT_GOLDEN") == "write":
        (GOLDEN / file).write_text(found, encoding="utf-8", newline="\n")
    assert found == (GOLDEN / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS.keys())
def test_no_attack_comes_through_alive(words: str) -> None:
    hurt = told(words)
    missed = hurt._replace(moments=tuple(each._replace(status="missed") for each in hurt.moments))
    found = sheet([missed])
    assert len(found.drills) == 1
    page = WRITERS["markdown"](found)
    assert not FORBIDDEN.search(page)
    assert set(re.findall(r"<(\w+)", MarkdownIt("commonmark", {"html": True}).render(page))) <= {"h1", "h2", "p", "blockquote", "strong", "em", "hr", "br"}
    page = WRITERS["html"](found).replace("\ufffe", "").replace("\uffff", "")  # no characters, which the parser minds
    assert not FORBIDDEN.search(page)
    tags = Counter(each.tag for each in html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page).iter())
    assert tags["li"] == 1 and not {"script", "img", "svg", "a", "link", "iframe"} & tags.keys()
    assert "default-src 'none'" in page and not re.findall(r' (?:style|on\w+|src)="', page)


# -- the command --------------------------------------------------------------------------------------------------------


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("priya-1.txt", "sam-1.txt"):
        (tmp_path / name).write_text(CALL.replace("£35", f"£{len(name)}"), encoding="utf-8")
    return tmp_path


def test_a_sheet_on_standard_output_or_in_a_file(calls: Path) -> None:
    done = inside("practice", "priya-1.txt", "*.*")
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("# Practice\n")
    for name, first in (("sheet.md", "# Practice"), ("sheet.HTML", "<!doctype html>")):
        for _ in range(2):  # the sheet of an earlier run is no transcript, nor in the way
            again = inside("practice", "priya-1.txt", "*.*", "--out", name)
            assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
        assert Path(name).read_text("utf-8").startswith(first)
        assert inside("score", name).returncode == 2  # nor anywhere else
        Path(name).rename(calls.parent / name)
    assert (calls.parent / "sheet.md").read_text("utf-8") == done.stdout
    assert inside("practice", "*.*", "--out", "x", "-f", "html", "--jobs", "2").returncode == 0
    assert Path("x").read_bytes() == (calls.parent / "sheet.HTML").read_bytes()
    assert sorted(each.name for each in calls.iterdir()) == ["priya-1.txt", "sam-1.txt", "x"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "sheet.pdf"], "--out 'sheet.pdf' does not say how to write it: end it with .md or .html, or add --format"),
        (["--out", "nowhere/sheet.md"], "error: nowhere/sheet.md: cannot be written: there is no folder 'nowhere'"),
        (["--out", "sam-1.txt", "-f", "html"], "--out would write over 'sam-1.txt', which is to be read"),
        (["--type", "bereavment"], "unknown --type 'bereavment': did you mean 'bereavement'?"),
        (["--limit", "0"], "Invalid value for '--limit'"),
        (["--for", "Tess"], "error: --for Tess: no agent is named here (--agent-from '{agent}_*.txt' or --agents FILE says who is who)"),
        (["--for", "Tess", "--agent-from", "{agent}-?.txt"], "error: --for Tess: no agent here goes by that name (known: priya, sam)"),
    ],
)
def test_what_cannot_be_done(calls: Path, options: list[str], said: str) -> None:
    done = inside("practice", "priya-1.txt", "sam-1.txt", *options)
    assert (done.returncode, done.stdout) == (2, "") and said in done.stderr and "Traceback" not in done.stderr
    assert sorted(each.name for each in calls.iterdir()) == ["priya-1.txt", "sam-1.txt"]
    assert (calls / "sam-1.txt").read_text("utf-8").startswith("Agent: ")


@pytest.mark.usefixtures("calls")
def test_whose_drills() -> None:
    done = inside("practice", ".", "--agent-from", "{agent}-*.txt", "--for", "sam", "--type", "bereavement")
    assert done.returncode == 0 and "priya" not in done.stdout and "£9" in done.stdout and "bereavement by sam." in done.stdout


@pytest.mark.usefixtures("calls")
def test_what_cannot_be_read_is_said_and_the_rest_is_written() -> None:
    Path("empty.txt").write_bytes(b"")
    done = inside("practice", ".", "--out", "sheet.md")
    assert done.returncode == 2 and "error: ./empty.txt: is empty" in done.stderr and Path("sheet.md").exists()
    done = inside("practice", "empty.txt", "--out", "none.md")
    assert done.returncode == 2 and not Path("none.md").exists()  # "nothing was missed" would be a claim
