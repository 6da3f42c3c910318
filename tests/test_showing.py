"""What of a run is shown, and how it is summed up: filters hide findings and change no score."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands import EXAMPLES, here

CALL = (
    "Agent: Thank you for calling Northwind, how can I help?\n"
    "Customer: My dad died on Sunday and you still took £35 from his account.\n"
    "Agent: That is our policy. Postcode?\n"
)


# bad and good ones, with a sign of harm among them
CALLS = [EXAMPLES / name for name in ("bereavement-bank-handled-badly.txt", "harm-insurance-handled-well.vtt", "good-news-airline-booking.vtt")]
Findings = list[dict[str, Any]]


@cache
def shown(*asked: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(here("score", *CALLS, "-f", "json", *asked))
    return whole


def findings(whole: dict[str, Any], kind: str) -> Findings:
    return [found for each in whole["transcripts"] for found in each[kind]]


def judged(whole: dict[str, Any]) -> list[Any]:
    """What a filter must leave alone."""
    names = ("id", "score", "verdict", "sums", "measures")
    return [whole["summary"], *([each[name] for name in names] for each in whole["transcripts"])]


FILTERS = [
    (["--select", "EMP5"], lambda found: found["rule"].startswith("EMP5")),
    (["--select", "EMP15,EMP519", "--ignore", "EMP150"], lambda found: found["rule"].startswith(("EMP15", "EMP519")) and found["rule"] != "EMP150"),
    (["--min-tier", "3"], lambda found: found.get("tier", 3) == 3),
    (["--only", "missed"], lambda found: found.get("status") in ("missed", "denied")),
    (["--only", "denied", "--only", "antipatterns"], lambda found: found.get("status", "denied") == "denied"),
    (["--only", "late,partial", "--min-tier", "2"], lambda found: found.get("status") in ("late", "partial") and found["tier"] >= 2),
]


@pytest.mark.parametrize(("options", "wanted"), FILTERS, ids=[" ".join(options) for options, _ in FILTERS])
def test_filters_hide_findings_and_change_no_score_and_no_count(options: list[str], wanted: Any) -> None:
    everything, whole = shown(), shown(*options)
    assert judged(whole) == judged(everything)
    assert whole["filter"].endswith("Scores and counts are of everything.") and "filter" not in everything
    for kind in ("moments", "deductions"):
        assert findings(whole, kind) == [found for found in findings(everything, kind) if found.get("review") or wanted(found)]
    assert 0 < len(findings(whole, "moments")) < len(findings(everything, "moments"))


def test_signs_of_harm_are_shown_whatever_is_asked() -> None:
    harm = [found for found in findings(shown(), "moments") if found["review"]]
    assert harm and findings(shown("--select", "EMP519", "--only", "antipatterns"), "moments") == harm


def test_a_filter_is_said_and_nothing_hidden_is_called_absent(tmp_path: Path) -> None:
    call = tmp_path / "call.txt"
    call.write_text(CALL, encoding="utf-8")
    assert " ".join(here("score", call, "--only", "met").split()).startswith("Shown: only met. Scores and counts are of everything.")
    both = here("score", call, EXAMPLES / "transaction-retail-no-moment.txt", "--only", "suppressed,late")
    assert "0 of 1" in both and "the customer showed no feeling" not in both and "nothing was found" not in both
    hurt = here("score", call, "--only", "met")
    assert "nothing is shown" in hurt and "nothing was found" not in hurt
    for format in ("concise", "markdown", "github", "sarif"):
        assert "Scores and counts are of everything." in here("score", call, "-f", format, "--only", "met")
    assert "Scores and counts" not in here("score", call)


GROUPS = {
    "folder": {".": 1, "north": 2, "south": 1},
    "agent": {"nobody named": 3, "Priya Nair": 1},
    "team": {"Estates": 1, "no team": 3},
    "day": {"2026-02-11": 1, "2026-03-01": 1, "2026-03-02": 1, "no date in the path": 1},
}


@pytest.mark.parametrize("by", GROUPS)
def test_groups_are_summed_up_worst_first_and_days_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    monkeypatch.chdir(tmp_path)
    good = CALL.replace("That is our policy.", "I'm so sorry about your dad. That must be a lot to carry. I'll pay the £35 back today.")
    named = good.replace("Agent:", "Priya Nair:")
    calls = {"north/2026-03-01-a.txt": CALL, "north/20260302_b.txt": good, "south/2026-02-11.txt": named, "loose.txt": CALL}
    for name, text in calls.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("empathy-audit.yaml").write_text("teams: {Estates: ['priya *', Nobody], Billing: [Sam]}\n", encoding="utf-8")
    asked = ("score", ".", "--agent", "Priya Nair", "--agent", "Agent", "--group-by", by)
    groups = json.loads(here(*asked, "-f", "json"))["groups"]
    assert groups["by"] == by
    assert {group["name"]: group["summary"]["transcripts"] for group in groups["of"]} == GROUPS[by]
    scores = [group["summary"]["score"] for group in groups["of"]]
    assert [group["name"] for group in groups["of"]] == sorted(GROUPS[by]) if by == "day" else scores == sorted(scores)
    for format in ("text", "markdown"):
        found = here(*asked, "-f", format)
        assert by.capitalize() in found and all(name in found for name in GROUPS[by] if name != "nobody named")
        assert ("No agent is named in 3 of 4 conversations: " in found) == (by == "agent")
    assert "groups" not in json.loads(here(*asked[:-2], "-f", "json"))
