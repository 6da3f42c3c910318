"""The schemas that ship with the tool: each takes what its command really prints, all of it, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import EXAMPLES, here
from jsonschema import Draft202012Validator, ValidationError

from empathy_audit.cli.schema import Subject, text

BAD, GOOD = EXAMPLES / "bereavement-bank-handled-badly.txt", EXAMPLES / "bereavement-energy-handled-well.txt"


def closed(schema: Any) -> Any:
    """The schema without room for names that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict) or "There may be others" in str(schema.get("description")):
        return schema
    inside = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **inside} if isinstance(schema.get("properties"), dict) and "type" in schema else inside


def check(subject: Subject, printed: str) -> Any:
    data = json.loads(printed)
    Draft202012Validator(closed(json.loads(text(subject)))).validate(data)
    return data


@pytest.mark.parametrize("subject", list(Subject))
def test_each_is_a_schema_and_refuses_what_is_another_s(subject: Subject) -> None:
    schema = json.loads(here("schema", subject))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"empathy-audit/{subject}/v1"
    for wrong in ({}, [], {"schema": schema["$id"]}, {"schema": "empathy-audit/other/v1"}):
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate(wrong)


def test_the_report() -> None:
    found = check(Subject.report, here("score", BAD, GOOD, "--format", "json", "--group-by", "folder", "--only", "missed", "--redact"))
    assert found["transcripts"][0]["moments"] and found["groups"] and found["filter"] and found["summary"]["redacted"]


@pytest.mark.parametrize(
    "asked",
    [(f"{BAD}:6",), (f"{BAD}:8", "--rule", "EMP129", "--rule", "EMP150"), (f"{BAD}:7", "--rule", "EMP560"), (f"{BAD}:2",), (f"{BAD}:14",), (f"{GOOD}:6", "--rule", "EMP142")],
)  # fmt: skip
def test_an_answer_of_why(asked: tuple[str, ...]) -> None:
    assert check(Subject.why, here("why", *asked, "--format", "json"))["rules"]


def test_a_baseline(tmp_path: Path) -> None:
    here("baseline", "write", tmp_path / "base.json", BAD, GOOD)
    assert any(each["known"] for each in check(Subject.baseline, (tmp_path / "base.json").read_text("utf-8"))["transcripts"])


def test_a_comparison(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    (old / "a.txt").write_bytes(BAD.read_bytes())
    (new / "a.txt").write_text(BAD.read_text("utf-8").replace("Okay. And are", "I'm so sorry about your dad. Are"), "utf-8")
    (old / "gone.txt").write_bytes(BAD.read_bytes())
    (new / "new.txt").write_bytes(BAD.read_bytes())
    found = check(Subject.compare, here("compare", old, new, "--format", "json"))
    assert {"new", "gone"} < {each["change"] for each in found["transcripts"]}
    assert any(step["old"] and step["new"] for each in found["transcripts"] for step in each["findings"])
