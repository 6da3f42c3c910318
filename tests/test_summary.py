"""What a batch teaches: sums that know no order, intervals that hold, no ranking of a few, and who is who."""

from __future__ import annotations

import json
import os
import random
import re
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import reports
from attacks import ATTACKS, told
from gates import inside
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from empathy_audit.errors import UsageError
from empathy_audit.lessons import Keys, Learner
from empathy_audit.lessons.intervals import mean, share
from empathy_audit.lessons.keys import Person
from empathy_audit.lessons.people import Pattern, table
from empathy_audit.model import Lessons, Mean, Report, RoleInfo, Share
from empathy_audit.reporters import Look, summing

GOLDEN = Path(__file__).parent / "golden"

# -- intervals ----------------------------------------------------------------------------------------------------------


def test_wilsons_interval() -> None:
    assert share(0, 0) == Share(0, 0, None, None)
    assert share(9, 10) == Share(9, 10, 59.6, 98.2)  # Wilson 1927, as in Newcombe 1998
    assert share(0, 10) == Share(0, 10, 0.0, 27.8) and share(10, 10) == Share(10, 10, 72.2, 100.0)
    assert share(1, 1).low == 20.7


def test_a_mean_of_few_has_no_interval() -> None:
    assert mean({}) == Mean(None, 0, None, None)
    assert mean({5000: 4}) == Mean(50.0, 4, None, None)
    assert mean({5000: 5}) == Mean(50.0, 5, 50.0, 50.0)


def test_a_means_interval_is_the_same_in_any_order_and_narrows() -> None:
    scores = [1000, 3000, 4000, 7000, 9550, 9999]
    found = mean(dict.fromkeys(scores, 2))
    assert found == mean(dict.fromkeys(reversed(scores), 2))
    widths = [each.high - each.low for each in (mean(dict.fromkeys(scores, times)) for times in (1, 4, 16, 17, 64))]  # type: ignore[operator]
    assert widths == sorted(widths, reverse=True) and widths[2] / widths[3] < 1.2  # the bootstrap and the normal interval meet


# -- sums ---------------------------------------------------------------------------------------------------------------


def batch(number: int) -> list[Report]:
    made = []
    for n, each in enumerate(islice(cycle(reports.three()), number)):
        path = f"calls/2026-03-{1 + n % 4:02d}/{'priya sam tess'.split()[n % 3]}-{n:02d}.txt"
        moments = tuple(found._replace(line=(found.line or 0) + n) for found in each.moments)
        made.append(each._replace(transcript=each.transcript._replace(path=path, id=path), moments=moments))
    return made


def learned(given: list[Report], keys: Keys | None = None, by: str = "") -> Lessons:
    learner = Learner(by)
    for each in given:
        learner.add(each, (keys or Keys()).of(each.transcript))
    return learner.lessons()


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False), st.integers(1, 18))
def test_neither_order_nor_parts_matter(chance: random.Random, number: int) -> None:
    keys = Keys(sources=(Pattern("{agent}-*.txt"),))
    whole = batch(number)
    expected = learned(whole, keys)
    chance.shuffle(whole)
    assert learned(whole, keys) == expected
    parts = [Learner(), Learner()]
    for each in whole:
        chance.choice(parts).add(each, keys.of(each.transcript))
    parts[0].merge(parts[1])
    assert parts[0].lessons() == expected


def test_what_is_counted() -> None:
    (hard, good, nothing) = reports.hard_call(), reports.good_chat(), reports.no_chance()
    whole = learned([hard, good, nothing]).whole
    assert whole.transcripts == 3 and (whole.score.value, whole.score.n) == (62.48, 2)
    assert (whole.met.part, whole.met.of, whole.missed) == (3, 7, 2)  # without the sign of harm, and what nobody could answer
    assert sum(whole.statuses.values()) == len(hard.moments) + len(good.moments)
    assert [each.status for each in whole.best] == ["met", "met"] and {each.status for each in whole.worst} == {"denied"}
    assert not any(each.type == "harm" for each in (*whole.best, *whole.worst, *whole.practise, *whole.types))
    assert learned([hard, hard]).reviews == 2
    assert whole.absent == whole.recurring == ()  # of one conversation nothing can be a habit
    many = learned([hard] * 3).whole
    assert {each.name for each in many.recurring} == {"'But' pivot", "Policy wall", "Treats the dead as living"}
    assert many.recurring[0].severity == "critical" and many.recurring[0].conversations == 3
    assert ("Spares repetition", 0, 3) in [(each.name, each.heard, each.chances) for each in many.absent]


def test_nobody_is_ranked_below_five() -> None:
    of = {"a": 5, "b": 4, "z": 6}
    keys = Keys(sources=(Pattern("{agent}-*.txt"),))
    given = [
        report._replace(transcript=report.transcript._replace(path=f"{name}-{n}.txt"))
        for name, number in of.items()
        for n in range(number)
        for report in [reports.hard_call() if name != "a" else reports.good_chat()]
    ]
    agents = learned(given, keys).by["agent"]
    assert [(each.name, each.ranked) for each in agents] == [("z", True), ("a", True), ("b", False)]
    assert agents[2].score.low is None
    text = written("text", given, keys)
    assert "Too few to rank, below 5 scored conversations: b (4)" in text


def test_examples_are_of_several_types_and_conversations() -> None:
    worst = learned(batch(12)).whole.worst
    assert len({each.type for each in worst}) == len(worst)
    of_one = learned(batch(12), Keys(sources=(Pattern("{agent}-*.txt"),))).by["agent"][0]
    assert len(of_one.worst) <= 3


# -- who is who ---------------------------------------------------------------------------------------------------------

NAMES = [
    ("{agent}_{date}_*.txt", "calls/priya_nair_2026-03-14_007.txt", Person("priya_nair", "", "2026-03-14")),
    ("{agent}_{date}_*.txt", "calls\\Priya_20260314_x.TXT", Person("Priya", "", "2026-03-14")),
    ("{team}/{agent}/*", "all/North/Sam/1.txt", Person("Sam", "North", "")),
    ("{date}-{agent}.*", "2026.03.14-tess.vtt", Person("tess", "", "2026-03-14")),
    ("call-??-{agent}", "call-07-[x](y)", Person("[x](y)", "", "")),
    ("{agent}_{date}_*.txt", "calls/notes.txt", Person()),
    ("{agent}.txt", "a/b.vtt", Person()),
]


@pytest.mark.parametrize(("pattern", "path", "person"), NAMES, ids=[f"{row[0]} {row[1]}" for row in NAMES])
def test_a_pattern_of_file_names(pattern: str, path: str, person: Person) -> None:
    assert Pattern(pattern).of(path, "id") == person


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("*.txt", "'*.txt' names nobody"),
        ("{agnt}_*.txt", "'{agnt}_*.txt' names {agnt}, which nobody knows"),
        ("{agent}_{agent}.txt", "names {agent} twice"),
        ("{agent_*.txt", "a brace too many"),
        ("{}_*.txt", "nothing between two"),
        ("", "names nobody"),
    ],
)
def test_a_wrong_pattern(pattern: str, complaint: str, tmp_path: Path) -> None:
    done = inside("summary", tmp_path, "--agent-from", pattern)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "") and line.startswith("error: --agent-from: ")
    assert complaint in line and "write it as '{agent}_{date}_*.txt'" in line


def test_a_table_knows_conversations_by_path_name_and_id() -> None:
    people = table("who.csv", "Team;Advisor Name;File;Call date\r\nNorth;Priya Nair;calls/1.txt;2026-03-14 09:00\r\n;Sam;2;\r\nSouth;;C-7;20260315\r\n")
    assert people.of("x/calls/1.txt", "1") == Person("Priya Nair", "North", "2026-03-14")
    assert people.of("y/2.vtt", "2") == Person("Sam", "", "")
    assert people.of("all.jsonl", "c-7") == Person("", "South", "2026-03-15")
    assert people.of("z/3.txt", "3") == Person()
    assert [str(doubt) for doubt in people.doubts()] == ["who.csv: does not name 1 of the conversations: there the labels decide"]


def test_a_table_made_elsewhere() -> None:
    people = table("who.csv", "path,agent\n/data/2026/a/1.txt,Sam\nC:\\calls\\b.vtt,Tess\n/x/2.txt,Ann\n/y/2.txt,Bob\n")
    assert [people.of(path, "?").agent for path in ("here/1.txt", "b.vtt", "y/2.txt", "z/2.txt")] == ["Sam", "Tess", "", ""]


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ("", ["who.csv:1: has no column 'path' in its first line"]),
        ("path,when\na,b\n", ["who.csv:1: has no column 'agent' in its first line"]),
        ("path,agent\n", ["who.csv: has no rows"]),
        ("path,agent,date\na,Sam,03/04/2026\nb,Tess,14.3.26\n", ["who.csv:2: '03/04/2026' is no date", "who.csv:3: '14.3.26' is no date"]),
        ("path,agent\na,Sam\n,Tess\n\na,Priya\n", ["who.csv:3: names no conversation", "who.csv:5: says something else of 'a' than line 2"]),
        ('path,agent\n"a,Sam\n', ["who.csv:2: is no table: unexpected end of data"]),
    ],
)
def test_a_wrong_table(text: str, complaints: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        table("who.csv", text)
    found = [str(each) for each in error.value.problems]
    assert len(found) == len(complaints) and all(a.startswith(b) for a, b in zip(found, complaints, strict=True)), found


LABELS = {
    "": ["Agent", "Advisor", "Rep", "Support", "Speaker 1", "SPEAKER_00", "agent 2", "CSR", "Spk A", "Tier 2 Support", "[name]", "Me", ""],
    "all": ["Priya", "Priya (Support)", "Agent Smith", "agent_4711", "A. Lee", "山田", "Northwind Support", "@northwind", "JD"],
}


@pytest.mark.parametrize(("label", "named"), [(label, bool(of)) for of, labels in LABELS.items() for label in labels])
def test_only_what_may_be_a_name_is_somebodys(label: str, named: bool) -> None:
    given = reports.hard_call().transcript._replace(roles={"agent": RoleInfo((label,), "given", "the file says so")})
    assert Keys().of(given)["agent"] == (label if named else "nobody named")
    assert Keys(sources=(Pattern("{agent}-refund.txt"),)).of(given)["agent"] == "halden"  # whatever the label is
    assert Keys(teams=(("North", ("*",)),)).of(given)["team"] == "North"


def test_a_bot_goes_by_its_name_where_no_agent_has_one() -> None:
    def of(agents: tuple[str, ...], bots: tuple[str, ...]) -> str:
        roles = {"agent": RoleInfo(agents, "given", ""), "bot": RoleInfo(bots, "given", "")}
        return Keys().of(reports.hard_call().transcript._replace(roles=roles))["agent"]  # type: ignore[arg-type]

    assert of(("Agent", "Priya", "Sam"), ("Ada", "Bot")) == "Priya, Sam"
    assert of(("Agent",), ("Ada", "Bot")) == "Ada"
    assert of(("Agent",), ("Bot",)) == "nobody named"


# -- the command --------------------------------------------------------------------------------------------------------

HEAD = "Agent: Thank you for calling Northwind, how can I help?\n"
LINES = [
    "Customer: My dad died on Sunday and you still took £35 from his account.\nAgent: That is our policy. Postcode?\n",
    "Customer: My dad died on Sunday and you still took £35 from his account.\nAgent: I'm so sorry about your dad. I'll pay it back today.\n",
    "Customer: This is the third time I've called about the router.\nAgent: What is the postcode?\n",
]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten calls of Priya and Sam, one of Tess."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calls").mkdir()
    for n in range(11):
        name = "tess" if n == 10 else "priya sam".split()[n % 2]
        words = LINES[1] if name == "sam" else LINES[n % 3]
        (tmp_path / f"calls/{name}_2026-03-{14 + n % 2}_{n}.txt").write_text(HEAD + words, encoding="utf-8")
    return tmp_path


def written(format: str, given: list[Report], keys: Keys | None = None, look: Look | None = None) -> str:
    import io

    out = io.StringIO()
    run = reports.run(given)._replace(lessons=learned(given, keys))
    summing.WRITERS[format](out, run, look or Look(width=80))
    return out.getvalue()


@pytest.mark.usefixtures("calls")
def test_whom_to_coach_on_what() -> None:
    done = inside("summary", "calls", "--agent-from", "{agent}_{date}_*.txt", "--width", "100")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines() if re.match(r" +\d+\.\d \(", line)]
    assert [row[6] for row in rows if row[6] in ("priya", "sam")] == ["priya", "sam"], done.stdout
    assert "Too few to rank, below 5 scored conversations: tess (1)" in done.stdout
    assert "Practise next" in done.stdout and "Repeated contact or effort: " not in done.stdout.partition("Practise")[2].partition("\n")[0]


@pytest.mark.usefixtures("calls")
def test_nobody_is_ranked_without_a_name() -> None:
    said = "No agent is named in {} of 11 conversations: --agent-from '{{agent}}_*.txt' or --agents FILE says who is who."
    asked = ("summary", "calls", "--width", "120")
    nobody = inside(*asked).stdout
    assert said.format(11) in " ".join(nobody.split()) and "Whom to coach on what" not in nobody
    for path in Path("calls").iterdir():
        name = path.name.partition("_")[0].capitalize() if "tess" not in path.name else "Support"
        path.write_text(path.read_text("utf-8").replace("Agent:", f"{name}:"), encoding="utf-8")
    for format in ("text", "markdown"):
        found = inside(*asked, "-f", format, "-v", "--agent", "Priya", "--agent", "Sam").stdout
        assert said.format(1) in " ".join(found.replace("\\", "").split())
        assert "Whom to coach on what" in found and "nobody" not in found and "Support" not in found
    lessons = json.loads(inside(*asked, "-f", "json", "--agent", "Priya", "--agent", "Sam").stdout)["summary"]["lessons"]
    assert ([each["name"] for each in lessons["by"]["agent"]], lessons["nameless"]) == (["Priya", "Sam"], 1)


@pytest.mark.usefixtures("calls")
def test_a_table_beside_them_and_a_days_sums() -> None:
    rows = [f"calls/{path.name},{'Priya Nair' if 'priya' in path.name else 'Sam'},{'North' if 'priya' in path.name else 'South'}" for path in Path("calls").iterdir()]
    Path("calls/who.csv").write_text("path,agent,team\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = inside("summary", "calls", "--agents", "calls/who.csv", "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    by = json.loads(done.stdout)["summary"]["lessons"]["by"]
    assert {each["name"]: each["transcripts"] for each in by["team"]} == {"North": 5, "South": 6}
    assert [each["name"] for each in by["day"]] == ["2026-03-14", "2026-03-15"]
    grouped = json.loads(inside("score", "calls", "--agents", "calls/who.csv", "--group-by", "team", "-f", "json").stdout)
    assert {each["name"] for each in grouped["groups"]["of"]} == {"North", "South"}
    jsonschema.Draft202012Validator(json.loads(inside("schema", "summary").stdout)).validate(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--agent-from", "{agent}-{date}.vtt"], 2, "error: --agent-from: '{agent}-{date}.vtt' fits no file, for example not 'calls/priya_"),
        (["--agent-from", "priya_{date}_{agent}.txt"], 0, "warning: --agent-from: 'priya_{date}_{agent}.txt' does not fit 6 of 11 conversations"),
        (["--agents", "nowhere.csv"], 2, "error: nowhere.csv: cannot be read: No such file or directory"),
        (["--agents", "odd.csv"], 2, "error: odd.csv: names none of the conversations"),
        (["--agents", "one.csv"], 0, "warning: one.csv: does not name 10 of the conversations: there the labels decide"),
        (["--group-by", "team"], 2, "nobody said who is in which team"),
        (["--group-by", "tem"], 2, "did you mean 'team'?"),
    ],
)
@pytest.mark.usefixtures("calls")
def test_what_is_odd_about_who_is_who(options: list[str], code: int, said: str) -> None:
    Path("odd.csv").write_text("path,agent\nelsewhere.txt,Sam\n", encoding="utf-8")
    Path("one.csv").write_bytes("path,agent\ntess_2026-03-14_10,Zoë\n".encode("cp1252"))
    done = inside("summary", "calls", *options)
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.usefixtures("calls")
def test_what_cannot_be_audited_is_said_and_the_rest_is_summed_up() -> None:
    Path("calls/empty.txt").write_bytes(b"")
    done = inside("summary", "calls")
    assert done.returncode == 2 and "error: calls/empty.txt: is empty" in done.stderr
    assert done.stdout.startswith("11 conversations") and "Could not be audited" in done.stdout
    assert inside("summary", "calls/empty.txt").returncode == 2


@pytest.mark.usefixtures("calls")
def test_the_same_bytes_with_any_number_of_workers() -> None:
    asked = ("summary", "calls", "--agent-from", "{agent}_*", "-f", "json")
    assert inside(*asked).stdout == inside(*asked, "--jobs", "2").stdout


@pytest.mark.usefixtures("calls")
def test_each_agent_in_full() -> None:
    found = inside("summary", "calls", "--agent-from", "{agent}_*", "-v").stdout
    assert [line for line in found.splitlines() if line.startswith("━━")] != []
    assert len(re.findall(r"^━━ (?:priya|sam|tess) ", found, re.MULTILINE)) == 3


# -- how it looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "format", "width"), [("summary-80.txt", "text", 80), ("summary-140.txt", "text", 140), ("summary.md", "markdown", 80), ("summary.json", "json", 80)]
)
def test_whole_summary(file: str, format: str, width: int) -> None:
    """Golden files, as those of reports."""
    from empathy_audit import __version__

    keys = Keys(sources=(Pattern("{agent}-*.txt"),))
    found = written(format, [*batch(18), *batch(1)], keys, Look(width=width)).replace(f'ersion":"{__version__}"', 'ersion":"0"')
    golden = GOLDEN / file
    if os.environ.get("EMPATHY_AUDIT_GOLDEN") == "write":
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")
    if format == "text":
        assert max(map(len, found.splitlines())) <= width


@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS.keys())
def test_no_attack_comes_through_alive(words: str) -> None:
    class Named:
        def of(self, _path: str, id: str) -> Person:
            return Person(words + id[-1:], words, "")

    given = [told(f"{words}{n}") for n in range(2) for _ in range(3)]
    keys: Any = Keys(sources=(Named(),))
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(written("markdown", given, keys))
    tags = set(re.findall(r"<(\w+)", page))
    assert tags <= {"h2", "h3", "h4", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "br", "details", "summary"}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", written("text", given, keys, Look(width=80, verbose=True)))
    json.loads(written("json", given, keys))
