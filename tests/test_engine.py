"""The five kinds of rule and the grammar of matchers, through the engine's own door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from empathy_audit import rulebook
from empathy_audit.engine import Ears, listen, prepare
from empathy_audit.model import Cue, Transcript, Turn

EXAMPLE = {"finds": ["x"], "ignores": ["y"]}
BASE = {"name": "n", "message": "m", "why": "w", "suggest": "s", "examples": EXAMPLE}
PREPARED: dict[str, Ears] = {}  # many tests say different things to the same rules
ROLES = {"c": "customer", "a": "agent", "b": "bot", "s": "system"}


def hear(folder: Path, rules: list[dict[str, object]] | dict[str, object], *said: str, times: list[float] | None = None) -> list[Cue]:
    """Cues of `rules` alone in a conversation of turns such as "c: hello"; with `times`, each turn lasts one second."""
    rules = rules if isinstance(rules, list) else [rules]
    pack = folder / "pack.yaml"
    entries = [{"id": f"T{n}", "kind": "antipattern", "antipattern": "blame", **BASE, **rule} for n, rule in enumerate(rules)]
    for entry in entries:
        if entry["kind"] == "moment":
            entry.pop("antipattern")
    text = json.dumps({"rules": entries})
    if text not in PREPARED:
        pack.write_text(text, encoding="utf-8")
        PREPARED[text] = prepare(rulebook.load([str(pack)]))
    turns = tuple(
        Turn(n, ROLES[line[0]], line[3:], start=times[n] if times else None, end=times[n] + 1 if times else None)  # type: ignore[arg-type]
        for n, line in enumerate(said)
    )
    return [cue for cue in listen(Transcript("t", "t", "t", turns), PREPARED[text]) if cue.rule.startswith("T")]


def fires(folder: Path, match: dict[str, object], *said: str, **more: object) -> bool:
    return bool(hear(folder, {"match": match}, *said, **more))  # type: ignore[arg-type]


AND = {"phrases": ["refund"], "tally": {"of": ["tomorrow"], "min": 1}}


@pytest.mark.parametrize(
    ("match", "said", "expected"),
    [
        ({"phrases": ["sorry"]}, ["c: sorry"], False),  # agents' rules do not hear customers
        ({"phrases": ["sorry"]}, ["s: sorry"], False),  # and nobody hears the system
        ({"phrases": ["sorry"]}, ["b: sorry"], True),
        ({"phrases": ["sorry"], "speaker": "any"}, ["c: sorry"], True),
        (AND, ["a: A refund is fine. Call tomorrow."], False),  # not in one sentence
        (AND, ["a: A refund comes tomorrow."], True),
        ({**AND, "in": "turn"}, ["a: A refund is fine. Call tomorrow."], True),
        ({"phrases": ["fine"], "unless": {"phrases": ["thanks"]}}, ["a: fine thanks"], False),
        ({"phrases": ["fine"], "unless": {"phrases": ["thanks"]}}, ["a: fine. thanks"], True),
        ({"phrases": ["fine"], "unless": {"phrases": ["thanks"], "in": "turn"}}, ["a: fine. thanks"], False),
        ({"any": [{"phrases": ["a refund"]}, {"length": {"max_words": 1}}]}, ["a: no refund today"], False),
        ({"any": [{"phrases": ["a refund"]}, {"length": {"max_words": 1}}]}, ["a: okay"], True),
        ({"all": [{"phrases": ["refund"]}, {"phrases": ["today"]}]}, ["a: refund now. today rain"], False),
        ({"all": [{"phrases": ["refund"]}, {"phrases": ["today"]}]}, ["a: refund it today"], True),
        ({"regex": "ref[ou]nd"}, ["a: a refand"], False),
        ({"regex": "ref[ou]nd"}, ["a: A REFOND"], True),
        ({"sentiment": {"max": -0.2}}, ["a: lovely"], False),
        ({"sentiment": {"max": -0.2}}, ["a: awful"], True),
        ({"echo": {"min_words": 2}}, ["c: my boiler is cold", "a: the boiler again"], False),
        ({"echo": {"min_words": 2}}, ["c: my boiler is cold", "a: a cold boiler"], True),
        ({"echo": {"min_words": 1}}, ["c: boiler", "c: hello", "a: the boiler"], True),  # bubbles are one stretch
        ({"echo": {"min_words": 1}}, ["c: boiler", "a: yes", "c: hello", "a: the boiler"], False),
        ({"echo": {"min_words": 1, "back": 2}}, ["c: boiler", "a: yes", "c: hello", "a: the boiler"], True),
        ({"tally": {"of": ["you"], "over": ["I"], "min": 2}}, ["a: you and you and I"], False),
        ({"tally": {"of": ["sorry [about that]"], "min": 2}}, ["a: Sorry about that."], False),
        ({"tally": {"of": ["[so] sorry", "sorry ... that"], "min": 2}}, ["a: So sorry about that."], False),
        ({"tally": {"of": ["sorry [about that]"], "min": 2}, "in": "turn"}, ["a: Sorry about that. We will see."], False),
        ({"tally": {"of": ["sorry [about that]"], "min": 2}}, ["a: Sorry about that, so sorry."], True),
        ({"tally": {"of": ["you know", "know"], "over": ["I"], "min": 1}}, ["a: You know I know."], True),
        ({"tally": {"of": ["you know", "know"], "over": ["I"], "min": 2}}, ["a: You know I know."], False),
        ({"tally": {"of": ["you"], "over": ["I"], "min": 2}}, ["a: you and you and you and I"], True),
        ({"length": {"max_words": 2}}, ["a: one two three"], False),
        ({"length": {"max_words": 2}}, ["a: one two three. four five"], True),
        ({"length": {"min_words": 5}, "in": "turn"}, ["a: one two three. four five"], True),
        ({"position": {"first_turns": 1}}, ["a: one", "c: x"], True),
        ({"phrases": ["two"], "position": {"first_turns": 1}}, ["a: one", "c: x", "a: two"], False),
        ({"phrases": ["two"], "position": {"last_turns": 1}}, ["a: one", "c: x", "a: two"], True),
        ({"style": ["capitals"]}, ["a: the NHS called"], False),
        ({"style": ["capitals"]}, ["a: STOP it"], True),
        ({"style": ["exclamations"]}, ["a: no!"], False),
        ({"style": ["exclamations"]}, ["a: no!!"], True),
        ({"phrases": ["awesome"], "after": {"phrases": ["died"], "speaker": "customer"}}, ["a: my dog died", "a: awesome"], False),
        ({"phrases": ["awesome"], "after": {"phrases": ["died"], "speaker": "customer"}}, ["c: she died", "a: awesome"], True),
        (
            {"phrases": ["awesome"], "after": {"phrases": ["died"]}, "within": {"turns": 1}},
            ["c: she died", "c: yes", "a: awesome"],
            False,
        ),
        (
            {"score": {"at_least": 3, "signals": [{"weight": 2, "phrases": ["so"]}, {"weight": 1, "phrases": ["you"]}]}},
            ["a: so long"],
            False,
        ),
        (
            {"score": {"at_least": 3, "signals": [{"weight": 2, "phrases": ["so"]}, {"weight": 1, "phrases": ["you"]}]}},
            ["a: so it is. you know"],
            True,
        ),
        (
            {"score": {"at_least": 2, "signals": [{"weight": 2, "phrases": ["so"]}, {"weight": -1, "phrases": ["you"]}]}},
            ["a: so you say"],
            False,
        ),
    ],
)  # fmt: skip
def test_matchers(tmp_path: Path, match: dict[str, object], said: list[str], expected: bool) -> None:
    assert fires(tmp_path, match, *said) is expected


def test_timing_needs_times(tmp_path: Path) -> None:
    match: dict[str, object] = {"timing": {"pause": {"min": 5}}}
    assert not fires(tmp_path, match, "c: hello", "a: hi")
    assert not fires(tmp_path, match, "c: hello", "a: hi", times=[0, 3])
    assert fires(tmp_path, match, "c: hello", "a: hi", times=[0, 10])


def test_a_later_stage_hears_what_an_earlier_one_found(tmp_path: Path) -> None:
    moment = {"kind": "moment", "type": "bereavement", "match": {"phrases": ["my cat went to heaven"]}}
    clash = {"match": {"phrases": ["awesome"], "after": {"cue": ["bereavement"], "speaker": "customer", "in": "turn"}}}
    assert [cue.rule for cue in hear(tmp_path, [clash, moment], "c: my cat went to heaven", "a: awesome")] == ["T1", "T0"]
    assert hear(tmp_path, [clash], "c: my cat went to the vet", "a: awesome") == []


def test_a_cue_has_its_quote_and_span(tmp_path: Path) -> None:
    (cue,) = hear(tmp_path, {"match": {"phrases": ["you should have"]}}, "a: Well, you SHOULD have read it.")
    assert (cue.turn, cue.span, cue.quote, cue.kind, cue.behaviour) == (0, (6, 21), "you SHOULD have", "antipattern", "blame")


def test_one_cue_a_sentence(tmp_path: Path) -> None:
    cues = hear(tmp_path, {"match": {"phrases": ["sorry", "so sorry", "I am so sorry"]}}, "a: I am so sorry, sorry. Sorry!")
    assert [cue.quote for cue in cues] == ["I am so sorry", "Sorry"]


REQUIRE = {
    "kind": "require",
    "match": {"phrases": ["she died"]},
    "then": {"phrases": ["sorry for your loss"]},
    "within": {"turns": 2},
}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["c: hello", "a: hi"], []),
        (["c: she died"], []),  # the contact ended before the agent could speak
        (["c: she died", "a: sorry for your loss"], []),
        (["c: she died", "a: oh", "c: yes", "a: sorry for your loss"], []),
        (["c: she died", "a: name?", "c: yes", "a: date?", "c: yes", "a: sorry for your loss"], [0]),
    ],
)
def test_require(tmp_path: Path, said: list[str], found: list[int]) -> None:
    assert [cue.turn for cue in hear(tmp_path, REQUIRE, *said)] == found


@pytest.mark.parametrize(
    ("limit", "said", "found"),
    [
        ({"per": "conversation", "max": 2}, ["a: sorry", "a: sorry"], []),
        ({"per": "conversation", "max": 2}, ["a: sorry", "a: sorry", "a: sorry"], [2]),
        ({"per": "turn", "max": 1}, ["a: sorry", "a: sorry"], []),
        ({"per": "turn", "max": 1}, ["a: sorry. sorry"], [0]),
        ({"per": "run", "max": 1}, ["a: sorry", "a: fine", "a: sorry"], []),
        ({"per": "run", "max": 1}, ["a: sorry", "c: hm", "a: sorry"], [2]),
        ({"per": "conversation", "min": 1, "at_least": 3}, ["a: one", "a: two"], []),
        ({"per": "conversation", "min": 1, "at_least": 2}, ["a: one", "a: two"], [1]),
        ({"ratio_to": {"phrases": ["fine"]}, "max": 1}, ["a: sorry", "a: fine"], []),
        ({"ratio_to": {"phrases": ["fine"]}, "max": 1}, ["a: sorry. sorry", "a: fine"], [1]),
        ({"ratio_to": {"phrases": ["fine"]}, "max": 1}, ["a: sorry. sorry"], []),  # nothing to compare with
    ],
)
def test_limit(tmp_path: Path, limit: dict[str, object], said: list[str], found: list[int]) -> None:
    assert [cue.turn for cue in hear(tmp_path, {"kind": "limit", "match": {"phrases": ["sorry"]}, "limit": limit}, *said)] == found


def test_limit_on_a_measure(tmp_path: Path) -> None:
    rule = {"kind": "limit", "limit": {"measure": "talk_share", "max": 0.7}}
    assert hear(tmp_path, rule, "c: one two three", "a: one two three") == []
    assert [cue.turn for cue in hear(tmp_path, rule, "c: one", "a: one two three", "a: four five")] == [2]


def test_a_regex_that_runs_away_is_stopped(tmp_path: Path) -> None:
    assert not fires(tmp_path, {"regex": "(a+)+$"}, "a: " + "a" * 5000 + "!")
