"""Inline suppressions: what they must not silence, where they may stand, what they do, and which of them do nothing."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import pytest
from commands import empathy_audit
from jsonschema import Draft202012Validator
from readers_samples import TEXT

from empathy_audit import batch, config, readers
from empathy_audit.cli.schema import Subject, text
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.reporters.contract import element

RULE = """\
  - id: ACME{n}
    kind: {kind}
    {key}: {target}
    name: {word}
    message: Somebody said {word}.
    why: It is a word for tests.
    suggest: "Say something else."
    match: {{phrases: [{word}]}}
    examples: {{finds: [{word}.], ignores: [Hello.]}}
"""
PACK = "rules:\n" + "".join(
    RULE.format(n=n, kind=kind, key=key, target=target, word=word)
    for n, kind, key, target, word in (
        (1, "moment", "type", "effort", "zorp"),
        (2, "antipattern", "antipattern", "policy_wall", "blip"),
        (3, "moment", "type", "harm", "moop"),
        (4, "antipattern", "antipattern", "ask_for_deceased", "quell"),
    )
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "acme.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


@cache
def book(pack: Path) -> Rulebook:
    return config.load(packs=[str(pack)], ignored=True).rulebook


@pytest.fixture
def audited(pack: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    """A function from a file's content to its reports."""

    def audit(content: str | bytes, name: str = "call.txt", **how: object) -> list[Report]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = list(readers.read(str(path), **how))  # type: ignore[arg-type]
        assert all(isinstance(one, Transcript) for one in found), found
        return list(batch.audit_all(found, book(pack)))  # type: ignore[arg-type]

    return audit


def aside(report: Report) -> list[tuple[str, int | None, str, int | None]]:
    return [(found.rule, found.line, found.by.reason, found.by.line) for found in report.suppressed]


def unused(report: Report) -> list[tuple[str, int | None, str]]:
    return [(asked.rule, asked.line, asked.fault) for asked in report.unused_suppressions]


def heard(report: Report) -> list[tuple[str, int | None]]:
    return [(cue.rule, cue.line) for cue in report.cues if cue.rule.startswith("ACME")]


# -- what must not be suppressed --

WRITE = "write `empathy-audit: ignore EMP201 legal wording`"


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        ("ignore", f": it names no rule: {WRITE}"),
        ("ignore *", f": it names no rule: {WRITE}"),
        ("", f": '' means nothing here: {WRITE}"),
        ("ignore ACME2", f"ACME2: it gives no reason: {WRITE}"),
        ("ignore ACME2 - !", f"ACME2: it gives no reason: {WRITE}"),
        ("ignore ACME1 ACME2 legal wording", "ACME1: rules are separated by commas, as in EMP201,EMP202"),
        ("ingore ACME2 legal wording", f": 'ingore' means nothing here: {WRITE}"),
        ("ignore ACME22 legal wording", "ACME22: no rule 'ACME22' is in force (did you mean 'ACME2'?)"),
        ("ignore acme2 legal wording", "acme2: no rule 'acme2' is in force (did you mean 'ACME2'?)"),
        ("ignore all legal wording", "all: no rule 'all' is in force"),
        ("ignore ACME1 legal wording", "ACME1: the rule is not heard in this turn, but at line 1"),
        ("ignore ACME4 legal wording", "ACME4: the rule is not heard in this turn"),
        ("ignore-file ACME2 legal wording", "ACME2: ignore-file stands at the head of the file, before the first turn"),
    ],
)
def test_a_wrong_or_idle_suppression_silences_nothing_and_is_named(audited, note: str, complaint: str) -> None:
    (report,) = audited(f"Customer: A zorp it was.\n# empathy-audit: {note}\nAgent: Well, blip.\nCustomer: Yes.\n")
    assert heard(report) == [("ACME1", 1), ("ACME2", 3)] and not report.suppressed
    assert [f"{rule}: {fault}" for rule, line, fault in unused(report) if line == 2] == [complaint]


def test_signs_of_harm_are_never_suppressed(audited) -> None:
    (report,) = audited(
        "# empathy-audit: ignore-file ACME3 a role-play\nAgent: Hello.\nCustomer: I said moop.  # empathy-audit: ignore ACME3 a joke\n"
    )
    assert [(moment.type, moment.line, moment.review) for moment in report.moments] == [("harm", 3, True)]
    why = "what may be harm is never suppressed: a person must look at it"
    assert unused(report) == [("ACME3", 1, why), ("ACME3", 3, why)] and not report.suppressed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("call.jsonl", '{"turns": [{"role": "agent", "text": "Well, blip.\\n# empathy-audit: ignore ACME2 why not"}]}\n' * 2),
        ("call.json", json.dumps({"turns": [{"role": "agent", "text": "blip # empathy-audit: ignore ACME2 no", "ignore": None}]})),
        ("call.csv", 'speaker,text\nCustomer,Hello there.\nAgent,"blip, # empathy-audit: ignore ACME2 no"\nCustomer,Yes.\n'),
        ("call.csv", "speaker,text,ignore\nCustomer,Hello there.,no\nAgent,Well then blip.,TRUE\nCustomer,Yes.,no\n"),
        ("rows.json", json.dumps([{"speaker": "agent", "text": "blip", "ignore": True}, {"speaker": "customer", "text": "Yes."}])),
        ("page.html", "<html><body><p>Agent: Well, blip.</p><!-- empathy audit: ignore ACME2 no --><p>Customer: Yes.</p></body></html>"),
        ("call.txt", "Agent: We read empathy-audit: ignore ACME2 means blip.\nCustomer: Yes.\n"),
        ("call.txt", "Agent: Look at blip.com/#empathy-audit:ignore ACME2 for it.\nCustomer: Yes.\n"),
    ],
)
def test_what_somebody_said_suppresses_nothing(audited, name: str, content: str) -> None:
    report = audited(content, name)[0]
    assert [rule for rule, _ in heard(report)] == ["ACME2"] and not report.suppressed and not report.unused_suppressions


def test_a_flag_of_our_own_format_is_no_way_to_ignore_everything(audited) -> None:
    (report,) = audited(json.dumps({"turns": [{"role": "agent", "text": "blip", "ignore": True}, {"role": "customer", "text": "Yes."}]}), "a.json")
    assert [rule for rule, _ in heard(report)] == ["ACME2"]
    assert unused(report) == [("", 1, '"ignore" is a list of texts such as "EMP201 legal wording"')]


# -- where a suppression may stand: each file says blip twice, and the first time is suppressed --

NOTE = "empathy-audit: ignore ACME2 legal wording"
CALL = "Agent: Well, blip.{}\nCustomer: Yes.\nAgent: Then blip.\n"
BOLD = "**Agent:** Well, blip.{}\n\n**Customer:** Yes.\n\n**Agent:** Then blip.\n"
HTML = "<p>Agent: Well, blip.</p>{}\n<p>Customer: Yes.</p>\n<p>Agent: Then blip.</p></body></html>"
VTT = "00:01.000 --> 00:02.000\n<v Agent>Well, blip.\n\n00:03.000 --> 00:04.000\n<v Customer>Yes.\n\n00:05.000 --> 00:06.000\n<v Agent>Then blip.\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nAgent: Well, blip.\n\n2\n00:00:03,000 --> 00:00:04,000\nCustomer: Yes.\n\n3\n00:00:05,000 --> 00:00:06,000\nAgent: Then blip.\n"
SCRIPT = "# Your parcel\n\nHello {name}, this is for you.\n\n"
STORY = "- story: one\n  steps:\n  - user: |\n      hello\n  - bot: Well, blip.\n  - user: |\n      yes\n  - bot: Then blip.\n"
TTML = '<p begin="1s" end="2s">Agent: Well, blip.</p>\n<p begin="3s" end="4s">Customer: Yes.</p>\n<p begin="5s" end="6s">Agent: Then blip.</p></div></body></tt>'
DATED = "01/02/24, 10:15 - Agent: Well, blip.\n01/02/24, 10:16 - Customer: Yes.\n01/02/24, 10:17 - Agent: Then blip.\n"
FORMS = {  # in double brackets: what is there for the suppression alone
    "labelled, a line of its own": ("a.txt", f"Customer: Hello.\n[[# {NOTE}\n]]" + CALL.format("")),
    "labelled, amid a turn": ("a.txt", f"Customer: Hello,\n[[# {NOTE}\n]]it's me.\n" + CALL.format("")),
    "labelled, without a mark": ("a.txt", f"Customer: Hello.\n[[{NOTE}\n]]" + CALL.format("")),
    "labelled, in the header": ("a.txt", f"Date: 2 May\n[[// {NOTE}\n]]Number: 7\n\n" + CALL.format("")),
    "labelled, at the end of the turn": ("a.txt", CALL.format(f"[[  # {NOTE}]]")),
    "labelled, at the end of a long turn": ("a.txt", CALL.format(f"\nSo it is. [[ # {NOTE}]]")),
    "labelled, without a colon": ("a.txt", "Customer: Hello.\n[[# " + NOTE.replace(":", "") + "\n]]" + CALL.format("")),
    "markdown": ("a.md", f"**Customer:** Hello.\n\n[[<!-- {NOTE} -->\n]]" + BOLD.format("")),
    "markdown, at the end": ("a.md", BOLD.format(f"[[ <!-- {NOTE} -->]]")),
    "script": ("a.md", f"{SCRIPT}[[<!-- {NOTE} -->\n]]Well, blip to you.\n\nThen blip to you, [Your Name].\n"),
    "script, at the end": ("a.md", f"{SCRIPT}Well, blip to you.[[ <!-- {NOTE} -->]]\n\nThen blip to you, [Your Name].\n"),
    "script, in a list": ("a.md", f"{SCRIPT}- First, to you.\n[[<!-- {NOTE} -->\n]]- Well, blip to you.\n- Then blip to you, [Your Name].\n"),
    "script, quoted": ("a.md", f"# Late\n\n> Hello {{name}}, for you.\n>\n[[> <!-- {NOTE} -->\n]]> Well, blip to you.\n>\n> Then blip to you.\n"),
    "webvtt, a note": ("a.vtt", f"WEBVTT\n\n[[NOTE {NOTE}\n\n]]{VTT}"),
    "webvtt, a note of two lines": ("a.vtt", f"WEBVTT\n\n[[NOTE\n{NOTE}\n\n]]{VTT}"),
    "subrip": ("a.srt", f"[[# {NOTE}\n]]{SRT}"),
    "yaml": ("a.yml", "stories:\n" + STORY.replace("  - bot: Well", f"[[  # {NOTE}\n]]  - bot: Well")),
    "html": ("a.html", f"<html><body>\n[[<!-- {NOTE} -->\n]]" + HTML.format("")),
    "html, at the end": ("a.html", "<html><body>\n" + HTML.format(f"[[<!-- {NOTE} -->]]")),
    "xml": ("a.xml", f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n[[<!-- {NOTE} -->\n]]{TTML}'),
    "chat export": ("a.txt", f"[[# {NOTE}\n]]{DATED}"),
}  # fmt: skip


def with_and_without(form: str) -> tuple[str, str, str]:
    name, content = FORMS[form]
    return name, content.replace("[[", "").replace("]]", ""), re.sub(r"\[\[.*?\]\]", "", content, flags=re.DOTALL)


@pytest.mark.parametrize("form", FORMS)
def test_where_a_suppression_may_stand(audited, form: str) -> None:
    name, noted, bare = with_and_without(form)
    (after,), (before,) = audited(noted, name), audited(bare, name)
    assert [rule for rule, _ in heard(before)] == ["ACME2", "ACME2"]
    ((rule, line, reason, at),) = aside(after)
    assert (rule, reason) == ("ACME2", "legal wording") and "ignore ACME2" in noted.split("\n")[at - 1]
    assert not after.unused_suppressions
    # the file reads as it would without the suppression, and every line is its own
    assert [turn.text for turn in after.transcript.turns] == [turn.text for turn in before.transcript.turns]
    assert [turn.role for turn in after.transcript.turns] == [turn.role for turn in before.transcript.turns]
    assert after.measures == before.measures
    content = FORMS[form][1]
    start, more = content[: content.index("[[")].count("\n") + 1, noted.count("\n") - bare.count("\n")
    moved = [number and number + (more if number >= start else 0) for _, number in heard(before)]
    assert [number and found for number, found in zip(moved, [line, heard(after)[0][1]], strict=True)] == moved


NO_COMMENTS = {"csv", "convokit", "speechmatics-live"}  # a quoted cell may hold any line, JSON Lines none


@pytest.mark.parametrize("format", [name for name in TEXT if name not in NO_COMMENTS])
def test_on_any_line_of_any_format_it_changes_nothing_else(tmp_path: Path, format: str) -> None:
    def read(text: str) -> list[Transcript]:
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        return [found for found in readers.read(str(path), need_roles=False) if isinstance(found, Transcript)]

    text = TEXT[format][0]
    lines, before = text.split("\n"), read(text)
    for at in range(len(lines)):
        note = f"<!-- {NOTE} -->" if text.lstrip().startswith("<") else f"# {NOTE}"
        after = read("\n".join([*lines[:at], note, *lines[at:]]))
        assert [(one.format, one.id, one.roles, one.warnings) for one in after] == [(one.format, one.id, one.roles, one.warnings) for one in before]
        was, now = ([turn for one in read_ for turn in one.turns] for read_ in (before, after))
        assert [(turn.role, turn.text, turn.start) for turn in now] == [(turn.role, turn.text, turn.start) for turn in was]
        moved = [turn.line and turn.line + (turn.line > at) for turn in was]
        assert [turn.line if number else None for turn, number in zip(now, moved, strict=True)] == moved
        assert [asked.rule for one in after for asked in one.suppressions] == ["ACME2"]


def test_the_readme_shows_one_that_works(audited) -> None:
    readme = Path(__file__).resolve().parent.parent / "README.md"
    if readme.exists():  # the wheel's tests run without it
        (said,) = re.findall(r"^Agent: .*empathy-audit: ignore.*$", readme.read_text(encoding="utf-8"), re.MULTILINE)
        (report,) = audited(f"{said}\nCustomer: Yes.\n")
        assert len(report.suppressed) == 1 and not report.unused_suppressions


@pytest.mark.parametrize("form", ["markdown", "script", "html", "xml"])
def test_a_comment_may_go_on_in_the_next_line(audited, form: str) -> None:
    name, noted, _ = with_and_without(form)
    noted = noted.replace("legal wording", "legal\n  wording")
    (report,) = audited(noted, name)
    assert [(found.rule, found.by.reason) for found in report.suppressed] == [("ACME2", "legal wording")]
    assert [noted.split("\n")[line - 1].count("Then blip") for _, line in heard(report)] == [1]


def turn(role: str, text: str, **more: object) -> dict[str, object]:
    return {"role": role, "text": text, **more}


FIELDS = {
    "a turn's list": ("a.json", json.dumps({"turns": [turn("agent", "blip", ignore=["ACME2 legal wording"]), turn("customer", "Yes."), turn("agent", "blip")]})),
    "a turn's text": ("a.jsonl", json.dumps({"turns": [turn("agent", "blip", ignore="ACME2 legal wording"), turn("customer", "Yes."), turn("agent", "blip")]}) + "\n{}"),
    "beside empty turns": ("a.json", json.dumps({"turns": [turn("", ""), turn("agent", "blip", ignore=["ACME2: legal wording"]), turn("customer", "Yes."), turn("agent", "blip")]})),
    "somebody's rows": ("a.json", json.dumps([{"speaker": "agent", "text": "blip", "ignore": ["ACME2 legal wording"]}, {"speaker": "customer", "text": "Yes."}, {"speaker": "agent", "text": "blip"}])),
    "a chat with a model": ("a.json", json.dumps({"messages": [{"role": "assistant", "content": "blip", "ignore": ["ACME2 legal wording"]}, {"role": "user", "content": "Yes."}, {"role": "assistant", "content": "blip"}]})),
    "a column": ("a.csv", "speaker,text,empathy-audit\nAgent,Well then blip.,ACME2 legal wording\nCustomer,Yes.,\nAgent,Well then blip.,\n"),
    "a column, out of order": ("a.csv", "turn,speaker,text,empathy-audit\n3,Agent,Well then blip.,\n2,Customer,Yes.,\n1,Agent,Well then blip.,ignore ACME2 legal wording\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", FIELDS)
def test_fields_and_columns(audited, form: str) -> None:
    name, content = FIELDS[form]
    path_reports = audited(content.removesuffix("{}"), name)
    (report,) = path_reports
    first, last = report.suppressed, [cue.turn for cue in report.cues if cue.rule == "ACME2"]
    assert [(found.rule, found.by.reason) for found in first] == [("ACME2", "legal wording")]
    assert first[0].turn < last[0] and len(last) == 1 and not report.unused_suppressions
    assert first[0].by.line == first[0].line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "# empathy-audit: ignore-file ACME2,ACME1 a role-play\nDate: 2 May\n\nAgent: Well, blip.\nCustomer: A zorp.\nAgent: Then blip.\n"),
        ("a.md", "<!-- empathy-audit: ignore-file ACME2, ACME1 — a role-play -->\n\n**Agent:** Well, blip.<br>\n\n**Customer:** A zorp.\n\n**Agent:** Then blip.\n"),
        ("a.md", "<!-- empathy-audit ignore-file ACME2,ACME1 a role-play -->\n<p>**Agent:** Well, blip.</p>\n\n**Customer:** A zorp.\n\n**Agent:** Then blip.\n"),
        ("a.md", "# empathy-audit: ignore-file ACME2,ACME1 a role-play\n---\nsituation: effort\n---\n**Agent:** Well, blip.\n\n**Customer:** A zorp.\n\n**Agent:** Then blip.\n"),
        ("a.md", "---\nsituation: effort\n# empathy-audit: ignore-file ACME2,ACME1 a role-play\n---\n**Agent:** Well, blip.\n\n**Customer:** A zorp.\n\n**Agent:** Then blip.\n"),
        ("a.vtt", "WEBVTT\n\nNOTE empathy-audit: ignore-file ACME2,ACME1 a role-play\n\n" + VTT.replace("Yes", "A zorp")),
        ("a.json", json.dumps({"ignore": ["ACME2,ACME1 a role-play"], "turns": [turn("agent", "blip"), turn("customer", "A zorp."), turn("agent", "blip")]})),
    ],
)
def test_a_whole_conversation(audited, name: str, content: str) -> None:
    (report,) = audited(content, name)
    assert [(found.rule, found.by.reason) for found in report.suppressed] == [("ACME2", "a role-play"), ("ACME1", "a role-play"), ("ACME2", "a role-play")]
    assert not heard(report) and not report.unused_suppressions


def test_documents_and_texts_inside_other_files(audited) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lines = [f"# {NOTE}", "Agent: Well, blip.", "Customer: Yes.", "Agent: Then blip."]
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {w}><w:body>{paragraphs}</w:body></w:document>")
    rows = 'id,transcript\n7,"{}"\n8,"Agent: Well, blip.\nCustomer: Yes."\n'.format("\n".join(lines))
    for name, content in (("a.docx", packed.getvalue()), ("a.json", json.dumps({"Content": "\n".join(lines)})), ("a.csv", rows)):
        report, *others = audited(content, name)
        assert [(found.rule, found.turn, found.by.reason) for found in report.suppressed] == [("ACME2", 0, "legal wording")], name
        assert not any(other.suppressed or other.unused_suppressions for other in others)


def test_one_file_of_several_conversations_has_no_head(audited) -> None:
    reports = audited("# empathy-audit: ignore-file ACME2 the bot says so\nstories:\n" + STORY + STORY, "a.yml")
    assert [len(heard(report)) for report in reports] == [2, 2]
    assert [unused(report) for report in reports] == [
        [("ACME2", 1, "several conversations stand in this file: switch the rule off for its path, in the house style")],
        [],
    ]


# -- what it does --


def test_a_suppressed_antipattern_costs_nothing_and_sets_no_grade_and_no_verdict(audited) -> None:
    said = "Agent: Hello.\nCustomer: A zorp it was, every day of the week.\n{}Agent: You blip and quell.\nCustomer: Yes.\n"
    (before,), (after,) = audited(said.format("")), audited(said.format("# empathy-audit: ignore ACME2,ACME4 legal wording\n"))
    assert {each.rule for each in before.deductions} >= {"ACME2", "ACME4"} and before.verdict == "fail" and "critical" in before.verdict_reason
    assert not {each.rule for each in after.deductions} & {"ACME2", "ACME4"} and "critical" not in after.verdict_reason
    assert after.sums.deducted < before.sums.deducted
    assert [(found.rule, found.severity, found.quote) for found in after.suppressed] == [("ACME2", "major", "blip"), ("ACME4", "critical", "quell")]


def test_a_suppressed_moment_is_none(audited) -> None:
    said = "Agent: Hello.\nCustomer: A zorp.{}\nAgent: Right.\nCustomer: A zorp.\nAgent: Right.\n"
    (before,), (after,) = audited(said.format("")), audited(said.format("  # empathy-audit: ignore ACME1 a brand"))
    assert [moment.line for moment in before.moments] == [2, 4] and [moment.line for moment in after.moments] == [4]
    assert aside(after) == [("ACME1", 2, "a brand", 2)]


def test_of_two_alike_the_second_is_unused(audited) -> None:
    (report,) = audited("# empathy-audit: ignore ACME2 one\n# empathy-audit: ignore ACME2 two\nAgent: Well, blip.\nCustomer: Yes.\n")
    assert aside(report) == [("ACME2", 3, "one", 1)]
    assert unused(report) == [("ACME2", 2, "another suppression does it already")]


def test_a_suppression_after_the_last_turn_has_no_turn(audited) -> None:
    (report,) = audited("Agent: Well, blip.\nCustomer: Yes.\n# empathy-audit: ignore ACME2 legal wording\n")
    assert heard(report) == [("ACME2", 1)] and unused(report) == [("ACME2", 3, "no turn stands there")]


def test_the_report_keeps_its_contract(audited) -> None:
    (report,) = audited("# empathy-audit: ignore ACME2 one\n# empathy-audit: ignore\nAgent: Well, blip.\nCustomer: Yes.\n")
    told = json.loads(json.dumps(element(report)))
    whole = json.loads(text(Subject.report))
    Draft202012Validator({"$ref": "#/$defs/transcript", "$defs": whole["$defs"]}).validate(told)
    (found,), (idle,) = told["suppressed"], told["unused_suppressions"]
    assert (found["rule"], found["turn"], found["line"], found["reason"], found["scope"], found["suppressed_at"]) == ("ACME2", 0, 3, "one", "turn", 1)
    assert (idle["line"], idle["rule"]) == (2, "") and idle["why"].startswith("it names no rule")


# -- the commands --


def test_what_people_see(tmp_path: Path, pack: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(
        "# empathy-audit: ignore-file ACME1 a brand\nAgent: Hello.\n# empathy-audit: ignore ACME2 legal wording\nAgent: Well, blip.\nCustomer: Yes.\n",
        encoding="utf-8",
    )
    asked = ["score", "call.txt", "--pack", str(pack), "--no-config"]
    text = empathy_audit(*asked, "--explain", cwd=tmp_path, env={"PYTHONIOENCODING": "utf-8"}).stdout
    section = text[text.index("\nSuppressed") : text.index("\nBeside the score")].split()
    expected = (
        "Suppressed 1 finding that the source sets aside, 1 suppression without effect ACME2 blip, major call.txt:4 Agent “Well, blip.” "
        "Reason legal wording line 3 ! ACME1 has no effect call.txt:1 Why the rule is not heard in this conversation"
    )
    assert section == expected.split()
    concise = empathy_audit(*asked, "--format", "concise", cwd=tmp_path).stdout
    assert "call.txt:1: warning: the suppression of ACME1 has no effect: the rule is not heard in this conversation\n" in concise
    assert concise.endswith(", 1 suppressed\n") and "ACME2" not in concise
    summary = json.loads(empathy_audit(*asked, "--format", "json", cwd=tmp_path).stdout)["summary"]
    assert (summary["suppressed"], summary["unused_suppressions"]) == (1, 1)
    lines = [empathy_audit(*asked, "--format", "jsonl", *jobs, cwd=tmp_path).stdout for jobs in ([], ["--jobs", "2"])]
    assert '"suppressed":[{' in lines[0] and lines[0] == lines[1]


def test_explain_shows_what_was_suppressed_in_the_sums(tmp_path: Path, pack: Path) -> None:
    said = "Agent: Hello, how are you?\nCustomer: A zorp it was, every day of the week.\nAgent: Well, blip. # empathy-audit: ignore ACME2 legal wording\n"
    (tmp_path / "call.txt").write_text(said, encoding="utf-8")
    text = empathy_audit("score", "call.txt", "--pack", pack, "--no-config", "--explain", cwd=tmp_path).stdout
    (line,) = [line.split() for line in text[text.index("How the score was made") :].splitlines() if "suppressed" in line]
    assert line == "blip line 3 suppressed: legal wording 0".split()


def test_convert_keeps_them(tmp_path: Path, pack: Path, audited, monkeypatch: pytest.MonkeyPatch) -> None:
    said = (
        "# empathy-audit: ignore-file ACME1 a brand\nAgent: Hello.\nCustomer: A zorp.\n"
        "# empathy-audit: ignore ACME2,ACME4 legal wording\nAgent: Well, blip.\n# empathy-audit: ignore ACME2\nCustomer: Yes.\n"
    )
    (before,) = audited(said)
    done = empathy_audit("convert", tmp_path / "call.txt")
    plain = json.loads(done.stdout)
    assert plain["ignore"] == ["ACME1 a brand"]
    assert [turn.get("ignore") for turn in plain["turns"]] == [None, None, ["ACME2 legal wording", "ACME4 legal wording"], None]
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(done.stdout.encode())))
    (after,) = batch.audit_all(readers.read("-"), book(pack))  # type: ignore[arg-type]
    assert [(f.rule, f.turn, f.by.reason) for f in after.suppressed] == [(f.rule, f.turn, f.by.reason) for f in before.suppressed]
    assert len(after.suppressed) == 2 and [asked.rule for asked in after.unused_suppressions] == ["ACME4"]
