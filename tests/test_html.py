"""The HTML report as a file: whole, well-formed, closed to everything outside, written as it comes. See test_html_browser.py."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import tracemalloc
from collections import Counter
from xml.etree.ElementTree import Element

import html5lib
import pytest
import reports
from attacks import CONTROLS as HOSTILE
from attacks import told
from reports import PROBLEMS, printed
from test_reporters import GOLDEN

from empathy_audit import __version__
from empathy_audit.errors import Problem
from empathy_audit.model import Cue, Group, Report, RoleInfo, Suppressed, Suppression
from empathy_audit.readers import may_name_somebody
from empathy_audit.reporters import REPORTERS, Look

BREAKOUTS = (
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "]]></script><img src=x onerror=window.pwned=1>",
    "\"><svg onload=window.pwned=1>' onfocus='window.pwned=1",
    "{{ 7*7 }}{% raw %}${7*7}",
    "&lt;b&gt; &#x3c;i&#x3e; \\u003cu\\u003e",
    "a\u2028b\u2029c",
)


def island(page: str, number: int) -> dict[str, object]:
    found = re.search(rf'<script type="application/json" id="data-{number}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def texts(page: str, number: int) -> list[str]:
    """What was said, put together again."""
    return ["".join(piece[0] for piece in turn["text"]) for turn in island(page, number)["turns"]]  # type: ignore[index,attr-defined]


# -- what must not be -----------------------------------------------------------------------------------------------------


def parsed(page: str) -> Element:
    """The page as browsers see it; the parser ends the test at the first thing that is not quite right."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)  # type: ignore[no-any-return]


def built(page: str) -> Counter[tuple[str, ...]]:
    """Every element with the names of its attributes."""
    return Counter((str(each.tag), *sorted(map(str, each.keys()))) for each in parsed(page).iter())


@pytest.mark.parametrize("words", BREAKOUTS)
def test_no_words_become_markup(words: str) -> None:
    page = printed("html", [told(words), told(words)], problems=[Problem(words, words, words)])
    # Of a path, the file's name is shown first; who has no name is in no table of agents.
    calm = "some/file" if {"/", "\\"} & set(words) else "some file" if may_name_somebody(words) else "me"
    assert built(page) == built(printed("html", [told(calm), told(calm)], problems=[Problem(calm, calm, calm)]))
    seen = words.replace("\u2028", " ").replace("\u2029", " ")
    assert texts(page, 0) == [seen, seen]
    assert seen in "".join(parsed(page).itertext())


def test_data_holds_no_sign_that_markup_knows() -> None:
    page = printed("html", [told("".join(BREAKOUTS))])
    [data] = re.findall(r'id="data-0">(.*?)</script>', page, re.DOTALL)
    assert not set("<>&\u2028\u2029") & set(data)


def test_the_file_asks_for_nothing_outside() -> None:
    page = printed("html", reports.three(), problems=PROBLEMS)
    assert set(re.findall(r"\w+://[^\"'\s<]*", page)) == {"http://www.w3.org/2000/svg"}  # a name, never fetched
    assert not re.findall(r"<(?:link|img|iframe|object|embed|base|form action|video|audio)\b| (?:src|srcset|style|on\w+)=", page)
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_names_this_style_and_this_script() -> None:
    page = printed("html", reports.three())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(each.strip().split(" ", 1) for each in policy[1].replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    for rule, tag in (("style-src", "style"), ("script-src", "script")):
        [inside] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert rules[rule] == f"'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'"


def test_reports_are_not_kept() -> None:
    class Nowhere(io.StringIO):
        def write(self, text: str) -> int:
            return len(text)

    def long(number: int) -> Report:
        return reports.report(reports.transcript(*[f"customer: {number} {'word ' * 400}"] * 20, path=f"calls/{number}.txt"))

    sink = REPORTERS["html"](Nowhere(), Look())
    sink.add(long(0))
    tracemalloc.start()
    for number in range(1, 200):
        sink.add(long(number))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 200 * 2_000  # the words alone are 40,000 a report


# -- what must be -----------------------------------------------------------------------------------------------------------


def test_whole_report() -> None:
    """The golden file, without the style and the script; see test_reporters.py for how it is written anew."""
    page = printed("html", reports.three(), problems=PROBLEMS)
    page = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", page, flags=re.DOTALL)
    page = re.sub("sha256-[^&]*", "sha256-", page).replace(f"empathy-audit {__version__}", "empathy-audit 0")
    golden = GOLDEN / "report.html"
    if os.environ.get("EMPATHY_AUDIT_GOLDEN") == "write":
        golden.write_text(page, encoding="utf-8", newline="\n")
    assert page == golden.read_text(encoding="utf-8")


def shapes() -> dict[str, list[Report]]:
    talk = reports.transcript("customer: My dad died.", "agent: Oh no.", roles={"bot": RoleInfo((), "unknown")})
    bare = talk._replace(turns=())
    set_aside = Suppressed(0, 1, "EMP150", "moment", "bereavement", "Bereavement", None, (3, 11), "dad died", Suppression("EMP150", "a test call"))
    quiet = reports.report(
        talk, suppressed=(set_aside,), unused_suppressions=(Suppression("EMP1", "", None, 3, "there is no such rule"), Suppression("", "", 1)),
    )  # fmt: skip
    return {
        "none": [],
        "one": [reports.hard_call()],
        "three": reports.three(),
        "not assessed": [reports.no_chance(), reports.no_chance()],
        "suppressed": [quiet, reports.report(bare)],
        "many": [reports.hard_call(), reports.good_chat()] * 60,
        "hostile": [told(words) for words in [*(words for words, _ in HOSTILE.values()), *BREAKOUTS]],
    }


@pytest.mark.parametrize("given", shapes().values(), ids=shapes().keys())
def test_a_strict_parser_finds_nothing_wrong(given: list[Report]) -> None:
    tree = parsed(printed("html", given, problems=PROBLEMS))
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {each.get("aria-labelledby") for each in tree.iter()} - {None} <= set(ids)
    assert all(label.find(".//input") is not None or label.find(".//select") is not None for label in tree.iter("label"))


def test_each_transcript_is_written_when_it_comes_and_the_summary_last() -> None:
    out = io.StringIO()
    sink = REPORTERS["html"](out, Look())
    given = reports.three()
    for number, each in enumerate(given):
        sink.add(each)
        assert texts(out.getvalue(), number) == [turn.text for turn in each.transcript.turns]
    assert "<main" not in out.getvalue()
    sink.finish(reports.run(given))
    assert out.getvalue().endswith("</html>\n")


def test_an_encoding_that_cannot_say_it_loses_nothing() -> None:
    for encoding in ("ascii", "cp1252"):
        page = printed("html", [told("元気 naïve 👍")], encoding=encoding)
        assert page.isascii()
        assert texts(page, 0)[0] == "元気 naïve 👍"


MARKS = [
    ("nothing", "I am fine.", [], [["I am fine."]]),
    ("one", "I am sorry, Ann.", [(5, 10)], [["I am "], ["sorry", "help", "Apology"], [", Ann."]]),
    ("whole", "Sorry", [(0, 5)], [["Sorry", "help", "Apology"]]),
    ("twice", "so sorry", [(0, 8), (3, 8)], [["so ", "help", "Apology"], ["sorry", "help", "Apology"]]),
    ("crossing", "abcdef", [(0, 4), (2, 6)], [["ab", "help", "Apology"], ["cd", "help", "Apology"], ["ef", "help", "Apology"]]),
    ("beyond the plane", "👍👍 sorry 👍", [(3, 8)], [["👍👍 "], ["sorry", "help", "Apology"], [" 👍"]]),
    ("hidden signs", "a\u202eb sorry", [(4, 9)], [["ab "], ["sorry", "help", "Apology"]]),
    ("lines", "Dear Ann\n\n\x1bI am sorry", [(16, 21)], [["Dear Ann\n\n�I am "], ["sorry", "help", "Apology"]]),
    ("outside", "ab", [(5, 9)], [["ab"]]),
]


@pytest.mark.parametrize(("said", "spans", "pieces"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks(said: str, spans: list[tuple[int, int]], pieces: list[list[str]]) -> None:
    cues = tuple(Cue(0, 1, "EMP322", "behaviour", "acknowledgement", "apology", span, "", 1.0) for span in spans)
    page = printed("html", [reports.report(reports.transcript(f"agent: {said}"), cues=cues)])
    assert island(page, 0)["turns"][0]["text"] == pieces  # type: ignore[index]


def test_a_turn_of_a_book_with_a_find_in_each_word() -> None:
    cues = tuple(Cue(0, 1, "EMP322", "behaviour", "acknowledgement", "apology", (at, at + 5), "", 1.0) for at in range(0, 100_000, 6))
    page = printed("html", [reports.report(reports.transcript("agent: " + "sorry " * 16_667), cues=cues)])
    assert texts(page, 0)[0].endswith("… (80,002 more characters)")
    assert len(page) < 400_000


def test_what_is_not_assessed_is_said() -> None:
    page = printed("html", [reports.no_chance(), reports.good_chat()])
    assert "nothing there called for empathy" in page
    assert page.count('<span class="vh">not assessed</span>') == 5  # a score and three dimensions; one dimension
    dimensions = island(page, 1)["dimensions"]
    assert dimensions[0] == {"name": "Listening", "value": None, "text": "not assessed: nothing here called for it"}  # type: ignore[index]


def test_rules_that_could_not_be_applied_are_said_in_both_places() -> None:
    slow = Problem("rules/slow.yaml", "SLOW1 ran out of time", line=4)
    page = printed("html", [reports.report(problems=(slow,)), reports.no_chance()])
    assert page.count("rules/slow.yaml:4: SLOW1 ran out of time") == 2
    assert island(page, 0)["warnings"] == [str(slow)]


def test_what_is_hidden_or_known_is_said() -> None:
    hard = reports.hard_call()
    known, new = (hard.moments[0]._replace(known=each) for each in (True, False))
    shown = hard._replace(moments=(known, new), deductions=(hard.deductions[0]._replace(known=True),), met_before=(2, 9))
    part = [shown, reports.no_chance()._replace(met_before=(0, 0))]
    run = reports.run(part, teams=[("</b>north", ["*"])])
    run = run._replace(only="only what was missed is shown", grouped_by="team", groups=(Group("</b>north", run.summary),))
    out = io.StringIO()
    sink = REPORTERS["html"](out, Look())
    for each in part:
        sink.add(each)
    sink.finish(run)
    page = out.getvalue()
    words = "".join(parsed(page).itertext())
    assert "only what was missed is shown" in words
    assert "2 of 9 moments met" in re.sub(r"\s+", " ", words.replace("9moments", "9 moments"))
    assert "</b>north" in words
    heads = [head["tier"] for card in island(page, 0)["cards"] for head in card["heads"]]  # type: ignore[attr-defined]
    assert heads == ["said outright, known", "said outright, new"]
    assert island(page, 0)["hurts"][0]["severity"].endswith(", known")  # type: ignore[index]
    assert [island(page, number)["filtered"] for number in (0, 1)] == [True, True]
