"""Every report format: registered, repeatable, safe to look at, and true to the published contract."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pyte
import pytest
import reports
from attacks import ATTACKS, CONTROLS, ENDLESS, prove, told
from reports import PROBLEMS, printed

import empathy_audit.reporters
from empathy_audit import __version__
from empathy_audit.cli.output import NAMES
from empathy_audit.cli.schema import Subject, text
from empathy_audit.errors import Problem
from empathy_audit.model import Report
from empathy_audit.reporters import FOR_PEOPLE, REPORTERS, Look
from empathy_audit.reporters.figures import aligned, count, exact, score, whole
from empathy_audit.reporters.safe import clean, cleaner, shorten, shorten_left

GOLDEN = Path(__file__).parent / "golden"
ROOM = Path(empathy_audit.reporters.__file__).parent
# -- the house ----------------------------------------------------------------------------------------------------------


def test_every_format_of_the_room_is_registered() -> None:
    files = [*ROOM.glob("*.py"), *ROOM.glob("*/__init__.py")]
    formats = {
        (file.parent.name if file.name == "__init__.py" else file.stem): file
        for file in files
        if re.search(r"^def start\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert formats.keys() == REPORTERS.keys()


def test_every_format_is_told_of() -> None:
    readme = (GOLDEN.parent.parent / "README.md").read_text(encoding="utf-8")
    for format in REPORTERS:
        assert f"| `{format}` | " in readme
        assert re.search(rf"\b{format}\b", NAMES)


def test_a_format_is_loaded_when_it_is_asked_for() -> None:
    code = "import sys, empathy_audit.cli, empathy_audit.reporters as r; print(*(m for m in sys.modules if m.startswith(r.__name__ + '.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert "look" in loaded and not loaded & REPORTERS.keys()


# -- whole reports ------------------------------------------------------------------------------------------------------

WHOLE = [
    ("text-80.txt", "text", Look(width=80), "utf-8"),
    ("text-140.txt", "text", Look(width=140), "utf-8"),
    ("text-50.txt", "text", Look(width=50), "utf-8"),
    ("text-ascii.txt", "text", Look(width=80, unicode=False), "ascii"),
    ("text-explain.txt", "text", Look(width=80, explain=True), "utf-8"),
    ("text-color.ansi", "text", Look(width=80, color=True), "utf-8"),
    ("text-no-color.ansi", "text", Look(width=80, weight=True), "utf-8"),
    ("concise.txt", "concise", Look(), "utf-8"),
    ("report.json", "json", Look(), "utf-8"),
    ("report.jsonl", "jsonl", Look(), "utf-8"),
    ("report.csv", "csv", Look(), "utf-8"),
    ("report.md", "markdown", Look(), "utf-8"),
    ("report.junit.xml", "junit", Look(), "utf-8"),
    ("report.sarif", "sarif", Look(), "utf-8"),
    ("report.github.txt", "github", Look(), "utf-8"),
    ("report.gitlab.json", "gitlab", Look(), "utf-8"),
]


@pytest.mark.parametrize(("file", "format", "look", "encoding"), WHOLE, ids=[row[0] for row in WHOLE])
def test_whole_report(file: str, format: str, look: Look, encoding: str) -> None:
    """The golden files; EMPATHY_AUDIT_GOLDEN=write writes them anew, to be looked at and committed."""
    found = printed(format, reports.three(), look, encoding, problems=PROBLEMS)
    if format in ("json", "sarif"):
        found = found.replace(f'ersion":"{__version__}"', 'ersion":"0"')
    golden = GOLDEN / file
    if os.environ.get("EMPATHY_AUDIT_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(found.encode(encoding))
    assert found == golden.read_bytes().decode(encoding)


@pytest.mark.parametrize("file", ["text-80.txt", "text-50.txt", "text-ascii.txt", "text-explain.txt"])
def test_text_stays_inside_its_columns(file: str) -> None:
    columns = int(re.sub(r"\D", "", file) or 80)
    lines = (GOLDEN / file).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > columns or line != line.rstrip()] == []


@pytest.mark.parametrize(("file", "columns"), [("text-80.txt", 80), ("text-color.ansi", 80), ("text-140.txt", 140), ("concise.txt", 400), ("summary-80.txt", 80)])
def test_a_terminal_shows_every_line_as_it_is_written(file: str, columns: int) -> None:
    """A terminal emulator that is not ours: no line wraps, and no sequence moves the cursor or erases."""
    written = (GOLDEN / file).read_text(encoding="utf-8")
    lines = written.split("\n")
    screen = pyte.Screen(columns, len(lines) + 1)
    pyte.Stream(screen).feed(written.replace("\n", "\r\n"))
    shown = [line.rstrip() for line in screen.display[: len(lines)]]
    assert shown == [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in lines]


def test_colour_is_never_alone() -> None:
    plain = printed("text", reports.three(), Look(width=80))
    for look in (Look(width=80, color=True), Look(width=80, weight=True)):
        assert re.sub(r"\x1b\[[\d;]*m", "", printed("text", reports.three(), look)) == plain
    assert not re.search(r"\x1b\[(?:\d+;)*3\d", printed("text", reports.three(), Look(width=80, weight=True)))


def test_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {look: printed("text", reports.three(), look) for look in (Look(width=80), Look(width=80, color=True))}
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", "LINES": "5"}.items():
        monkeypatch.setenv(name, value)
        assert {look: printed("text", reports.three(), look) for look in before} == before


def test_nothing_audited() -> None:
    assert printed("text", [], problems=PROBLEMS) == (
        "\n! Could not be audited   see standard error\n  calls/empty.txt\n"
    )
    assert printed("concise", [], problems=PROBLEMS) == "0 findings in 0 conversations, 1 not audited\n"
    assert printed("jsonl", [], problems=PROBLEMS) == ""
    assert json.loads(printed("json", [], problems=PROBLEMS))["errors"][0]["message"] == "the file is empty"


def test_jsonl_is_written_at_each_add() -> None:
    out = io.StringIO()
    sink = REPORTERS["jsonl"](out, Look())
    sink.add(reports.good_chat())
    assert json.loads(out.getvalue())["id"] == "chat-0007"


def test_jsonl_is_fast() -> None:
    """A loose guard against a slip of a power of ten: a few microseconds a turn are meant."""
    report, out = reports.hard_call(), io.StringIO()
    sink = REPORTERS["jsonl"](out, Look())
    began = time.perf_counter()
    for _ in range(200):
        sink.add(report)
    assert (time.perf_counter() - began) / (200 * len(report.transcript.turns)) < 200e-6


# -- words that must not come through alive -----------------------------------------------------------------------------

@pytest.mark.parametrize(("words", "safe"), CONTROLS.values(), ids=CONTROLS.keys())
def test_clean(words: str, safe: str) -> None:
    assert clean(words) == safe


@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS.keys())
@pytest.mark.parametrize("format", REPORTERS)
def test_no_attack_comes_through_alive(format: str, words: str) -> None:
    plain = Look(width=80, unicode=False)
    screens = [(plain, "ascii"), (plain, "cp1252")] if format in FOR_PEOPLE else []  # all others are UTF-8 everywhere
    for look, encoding in ((Look(width=80), "utf-8"), *screens):
        found = printed(format, [told(words), told(words)], look, encoding, problems=[Problem(words, words, words)])
        prove(format, found, words, 2)


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS.keys())
@pytest.mark.parametrize("format", REPORTERS)
def test_endless_words(format: str, words: str) -> None:
    found = printed(format, [told(words.strip(), path="calls/endless.txt")])
    if format == "text":
        assert max(map(len, found.splitlines())) <= 80
    if format in SHORTENING:
        assert len(found) < SHORTENING[format]


# In characters: what the services that read them take, or what a person reads.
SHORTENING = {"text": 70_000, "markdown": 65_536, "github": 64_000, "gitlab": 20_000, "sarif": 40_000, "junit": 100_000}


PLAINER = [
    ("utf-8", True, "“café” – 元", "“café” – 元"),
    ("utf-8", False, "“café” – 元", '"cafe" - ?'),
    ("ascii", True, "“café” – 元", '"cafe" - ?'),
    ("cp1252", False, "“café” – 元 ✓", "“café” – ? ?"),
    ("latin-1", False, "“é” £5 €5…", '"é" £5 EUR5...'),
]


@pytest.mark.parametrize(("encoding", "unicode", "words", "plain"), PLAINER)
def test_what_an_encoding_cannot_say(encoding: str, unicode: bool, words: str, plain: str) -> None:
    assert cleaner(io.TextIOWrapper(io.BytesIO(), encoding=encoding), unicode)(words) == plain


SHORT = [("as it is", 8, "as it is"), ("one two three", 9, "one two…"), ("unbreakable", 6, "unbre…"), ("a, b and c", 4, "a…")]


@pytest.mark.parametrize(("words", "most", "short"), SHORT)
def test_shorten(words: str, most: int, short: str) -> None:
    assert shorten(words, most) == short


def test_shorten_left() -> None:
    assert shorten_left("one two three four", 11) == "…three four"
    assert shorten_left("calls/2026/a.txt", 9, anywhere=True) == "…26/a.txt"


# -- figures ------------------------------------------------------------------------------------------------------------


def test_figures() -> None:
    assert [score(value) for value in (None, 0.0, 65.7, 79.96, 100.0)] == ["-", "0.0", "65.7", "79.9", "100.0"]
    assert [whole(value) for value in (None, 0.5, 1.5, 66.67)] == ["-", "1", "2", "67"]
    assert [exact(value) for value in (0.0, -0.0, 3.0, 0.35, 33.333333, -1e-9)] == ["0", "0", "3", "0.35", "33.3333", "0"]
    assert [aligned(value) for value in (3.0, 33.3333)] == ["    3     ", "   33.3333"]
    assert [count(1, "turn"), count(1200, "turn")] == ["1 turn", "1,200 turns"]


# -- the contract -------------------------------------------------------------------------------------------------------


def strict(part: Any) -> Any:
    """The schema with every unknown key forbidden, for what this tool itself prints."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {key: strict(value) for key, value in part.items()}
    if isinstance(part.get("properties"), dict) and "required" in part and part["required"]:
        closed["additionalProperties"] = False
    return closed


SCHEMA = json.loads(text(Subject.report))
REPORT = jsonschema.Draft202012Validator(strict(SCHEMA))
ELEMENT = jsonschema.Draft202012Validator(strict(SCHEMA | {"$ref": "#/$defs/transcript", "required": [], "properties": {}}))


def test_schema_is_a_text() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("given", [[], reports.three(), [told("\x1b\u2028\ud800")]], ids=["none", "three", "hostile"])
def test_json_keeps_the_contract(given: list[Report]) -> None:
    whole_report = json.loads(printed("json", given, problems=PROBLEMS))
    REPORT.validate(whole_report)
    assert list(whole_report) == ["schema", "tool", "rules", "summary", "transcripts", "errors"]
    lines = [json.loads(line) for line in printed("jsonl", given).splitlines()]
    for line in lines:
        ELEMENT.validate(line)
    assert lines == whole_report["transcripts"]


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, but of each list only the first element."""
    found = [at] if at else []
    inner = value.items() if isinstance(value, dict) else list(enumerate(value))[:1] if isinstance(value, list) else ()
    for key, each in inner:
        found += paths(each, (*at, key))
    return found


def spoilt(at: tuple[Any, ...], how: str) -> Any:
    report = json.loads(printed("json", [reports.hard_call()], problems=PROBLEMS))
    part = report
    for key in at[:-1]:
        part = part[key]
    if how == "missing":
        del part[at[-1]]
    else:
        part[at[-1]] = object
    return report


FREE = {"measures", "verdicts", "statuses", "missed_by_type", "roles", "dimensions", "weights", "by"}  # open sets of names
OPTIONAL = {("summary", "lessons"), (0, "name")}  # a group has no lessons, all conversations together have no name
EVERYWHERE = paths(json.loads(printed("json", [reports.hard_call()], problems=PROBLEMS)))


def test_schema_says_no_to_a_missing_key_and_a_wrong_type() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for at in EVERYWHERE:
        known = "measures" not in at[:-1] or {"sentiment", "questions", "talk_share"} & set(at)
        if known:
            assert not validator.is_valid(spoilt(at, "wrong type")), at
        if isinstance(at[-1], str) and (len(at) < 2 or at[-2] not in FREE) and not ("lessons" in at and at[-2:] in OPTIONAL):
            assert not validator.is_valid(spoilt(at, "missing")), at
