"""`why`: what did not match first, and what broke it; then what matched and on which words; and that the engine agrees."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import EXAMPLES, empathy_audit
from hypothesis import given, settings
from hypothesis import strategies as st
from talks import talk

from empathy_audit import rulebook
from empathy_audit.engine import listen, prepare
from empathy_audit.explaining import Told, explain, telling
from empathy_audit.explaining.nearest import align
from empathy_audit.explaining.parts import Part, said
from empathy_audit.explaining.tracing import Tracer
from empathy_audit.matchers import MATCHERS
from empathy_audit.matchers.anchors import anchors_of
from empathy_audit.matchers.index import Index
from empathy_audit.matchers.phrases import Phrases
from empathy_audit.model import Rulebook, Transcript
from empathy_audit.text import words

PACK = """\
pack: ours
lists:
  pets: [dog, cat, gold fish]
rules:
"""
RULES = {  # id -> (kind and target, match); the rest of a rule is always the same
    "CALLS": ("moment effort", "{phrases: ['{ordinal} time I have (rung|called)', 'my {pets} ... ill']}"),
    "CROSS": ("moment frustration", "{phrases: [annoyed, fed up]}"),
    "DENIED": ("moment frustration", "{phrases: [annoyed], negation: only}"),
    "BORDER": ("moment effort", "{phrases: [third time], unless: [{phrases: [to order more]}, {phrases: [my holiday]}]}"),
    "EDGE": ("moment effort", "{phrases: ['{start} so late', 'is that right?']}"),
    "BOTH": ("moment effort", "{phrases: [waited], all: [{phrases: [two hours]}]}"),
    "EITHER": ("moment effort", "{any: [{phrases: [been on hold all day]}, {phrases: [nobody rang me back], question: any}]}"),
    "LATER": ("moment effort", "{phrases: [still], after: {phrases: [broken], speaker: customer}, within: {turns: 2}}"),
    "FIRST": ("behaviour offer_help", "{phrases: [good morning], position: {first_turns: 1}}"),
    "ECHO": ("behaviour reflect", "{echo: {of: customer, min_words: 2}, length: {min_words: 3}}"),
    "WEIGH": (
        "behaviour reflect",
        "{score: {at_least: 3, signals: [\n"
        "          {weight: 2,  # says it back\n            phrases: [so you]},\n"
        "          {weight: 1.5, phrases: [it sounds like]},\n          {weight: -1, question: any}]}}",
    ),
    "CUED": ("antipattern blame", "{phrases: [your fault], none: {cue: [offer_help], in: turn}}"),
    "OWED": ("require blame", "{phrases: [my dad died]}\n    then: {phrases: [sorry]}\n    within: {turns: 2}"),
    "OFTEN": ("limit blame", "{phrases: [sorry]}\n    limit: {per: conversation, max: 2}"),
    "ASKING": ("behaviour open_question", "{question: open}"),
    "COUNT": ("behaviour reflect", "{tally: {of: [you], over: [i], min: 2}}"),
    "SILENT": ("behaviour reflect", "{phrases: [hello], timing: {pause: {min: 5}}}"),
}


def _pack() -> str:
    text = PACK
    for id, (what, match) in RULES.items():
        kind, target = what.split()
        key = {"moment": "type", "behaviour": "behaviour"}.get(kind, "antipattern")
        text += f"  - id: {id}\n    kind: {kind}\n    {key}: {target}\n"
        text += "".join(f"    {name}: {name} of {id}\n" for name in ("name", "message", "why", "suggest"))
        text += f"    match: {match}\n    examples: {{finds: [x], ignores: [y]}}\n"
    return text


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packs") / "ours.yaml"
    path.write_text(_pack(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def book(pack: Path) -> Rulebook:
    return rulebook.load([str(pack)])


def _asked(book: Rulebook, rule: str, *lines: str) -> Told:
    said = talk(*lines)
    return explain(said, len(lines) - 1, book, [rule]).asked[0]


@pytest.mark.parametrize(
    ("rule", "lines", "why"),
    [
        ("CALLS", ["customer: The parcel is blue."], "nothing near it was said"),
        ("CALLS", ["customer: It is the third time I have emailed."], "instead of “(rung|called)” stands “emailed”"),
        ("CALLS", ["customer: It is the third time I called."], "“have” is missing after “I”"),
        ("CALLS", ["customer: My gold fish is really very much too ill."], "stand between"),
        ("EDGE", ["customer: Is that quite right?"], "“quite” stands between “that” and “right”"),
        ("CALLS", ["customer: My uncle is ill."], "instead of “{pets}” stands “uncle”"),
        ("CALLS", ["agent: It is the third time I have called."], "it listens to the customer, and this is said by the agent"),
        ("CROSS", ["customer: I'm not annoyed at all."], "“annoyed” is said, but “not” denies it"),
        ("DENIED", ["customer: I'm annoyed."], "“annoyed” is said, but nothing denies it"),
        ("BORDER", ["customer: It's the third time, to order more."], "an exception holds: “to order more”"),
        ("EDGE", ["customer: It is so late."], "it does not stand at the start of a sentence"),
        ("EDGE", ["customer: Is that right. Yes."], "there is no “?” after it"),
        ("BOTH", ["customer: I waited. It took two hours."], "all of it was said, but not in one sentence"),
        ("BOTH", ["customer: I waited two days."], "instead of “hours” stands “days”"),
        ("EITHER", ["customer: Nobody rang me back."], "nothing is asked"),
        ("LATER", ["customer: It is still so."], "no such turn comes before"),
        ("LATER", ["customer: Broken.", "agent: Oh.", "customer: Yes.", "agent: Oh.", "customer: And still."], "it was said at line 1"),
        ("LATER", ["agent: Is it broken?", "customer: Still."], "no such turn comes before"),
        ("FIRST", ["agent: Hello.", "customer: Hello.", "agent: Good morning."], "this is turn 2 of its side"),
        ("ECHO", ["customer: My parcel is lost.", "agent: I see your parcel here."], "it takes up “parcel” only"),
        ("ECHO", ["customer: My parcel is lost.", "agent: Lost parcel."], "the sentences have 2 words"),
        ("ECHO", ["agent: Your parcel is here."], "the customer had said nothing that could be taken up"),
        ("WEIGH", ["agent: So you rang."], "the signals add up to 2, and 3 are needed"),
        ("WEIGH", ["agent: So you mean it sounds like rain?"], "the signals add up to 2.5, and 3 are needed"),
        ("CUED", ["agent: Good morning, it is your fault."], "an exception holds"),
        ("OWED", ["customer: My dad died.", "agent: So sorry.", "customer: My mum died."], "instead of “dad” stands “mum”"),
        ("OFTEN", ["agent: Sorry."], "this turn counts, but the bound is not crossed here"),
        ("ASKING", ["agent: Is it blue?"], "it asks a closed question"),
        ("COUNT", ["agent: I see you."], "it counts 1 against 1 in the turn"),
        ("SILENT", ["agent: Hello."], "the transcript has no times"),
    ],
)
def test_what_broke_a_rule_is_named(book: Rulebook, rule: str, lines: Sequence[str], why: str) -> None:
    told = _asked(book, rule, *lines)
    assert not told.matched
    assert why in "; ".join(told.reasons)


@pytest.mark.parametrize(
    ("rule", "lines", "heard"),
    [
        ("CALLS", ["customer: It's the 3rd time I've rung you."], ["{ordinal} time I have (rung|called): 3rd time I've rung"]),
        ("CALLS", ["customer: My gold fish is very ill."], ["my {pets} ... ill: My gold fish is very ill"]),
        ("CROSS", ["customer: Annoyed, and fed up."], ["annoyed: Annoyed", "fed up: fed up"]),
        ("DENIED", ["customer: I'm not annoyed."], ["annoyed: annoyed"]),
        ("BOTH", ["customer: I waited two hours."], ["waited: waited", "two hours: two hours"]),
        ("LATER", ["customer: It's broken.", "customer: Still."], ["still: Still", "broken: broken"]),
        ("COUNT", ["agent: You did what you could, I see, you know."], ["you: You", "you: you", "you: you", "i: I"]),
    ],
)
def test_the_words_and_the_phrases_are_named(book: Rulebook, rule: str, lines: Sequence[str], heard: Sequence[str]) -> None:
    told = _asked(book, rule, *lines)
    assert told.matched and not told.reasons and told.part is not None
    assert [f"{word.phrase}: {word.quote}" for word in said(told.part)] == heard


def test_a_phrase_is_found_in_its_file(book: Rulebook, pack: Path) -> None:
    told = _asked(book, "BORDER", "customer: It's the third time, on my holiday.")
    (line,) = [n for n, text in enumerate(pack.read_text(encoding="utf-8").splitlines(), 1) if "my holiday" in text]
    assert told.part is not None
    (broken,) = [part for part in told.part.parts if part.instead]
    assert [(word.place.path, word.place.line) for word in broken.words if word.place] == [(str(pack), line)]


def test_signals_are_weighed_one_by_one(book: Rulebook) -> None:
    told = _asked(book, "WEIGH", "agent: So you mean it sounds like rain.")
    assert told.matched and told.part is not None and (told.part.sum, told.part.at_least) == (3.5, 3)
    assert [(part.weight, part.held, part.remark) for part in told.part.parts] == [
        (2, True, "says it back"),
        (1.5, True, ""),
        (-1, False, ""),
    ]
    assert [word.quote for part in told.part.parts for word in part.words] == ["So you", "it sounds like"]


@pytest.mark.parametrize(
    ("rule", "lines", "turn", "note"),
    [
        ("OWED", ["customer: My dad died."], 0, "no turn of the agent's follows"),
        ("OWED", ["customer: My dad died.", "agent: Oh.", "customer: Yes.", "agent: Sorry."], 0, "was done at line 4"),
        ("OWED", ["customer: My dad died.", "agent: Oh.", "customer: Yes.", "agent: Well."], 0, "was not done at line 2, line 4"),
        ("OFTEN", ["agent: Sorry. Sorry.", "customer: Yes.", "agent: Sorry."], 2, "counted 3 times in the conversation; the bound is at most 2"),
    ],
)
def test_rules_about_several_turns_say_what_they_saw(book: Rulebook, rule: str, lines: Sequence[str], turn: int, note: str) -> None:
    told = explain(talk(*lines), turn, book, [rule]).asked[0]
    assert note in "; ".join(told.notes)


# -- agreement with the engine ------------------------------------------------------------------------------------------------


def _examples(proven: Rulebook) -> list[tuple[str, Transcript, bool]]:
    """One example of each kind for every rule: all of them hold too, but take a minute."""
    found = []
    for rule in proven.rules:
        for talks, wanted in ((rule.examples.finds[:1], True), (rule.examples.ignores[-1:], False)):
            for each in talks:
                lines = [f"{role}: {words}" for role, words in each if role != "situation"]
                situation = tuple(words for role, words in each if role == "situation")
                found.append((rule.id, talk(*lines)._replace(situation=situation), wanted))
    return found


def test_every_rule_agrees_with_the_engine_and_says_why_not() -> None:
    proven = rulebook.load(proving=True)
    ids = [rule.id for rule in proven.rules]
    tracer, ears = Tracer(proven, ids, ids), prepare(proven)
    wrong, silent = [], []
    for id, transcript, _ in _examples(proven):
        cues = listen(transcript, ears)
        for turn in transcript.turns:
            traced = tracer.trace(transcript, turn.index, [id])
            looked = traced.looked[id]
            fired = any(cue.rule == id and cue.turn == turn.index for cue in cues)
            assert traced.cues == cues and traced.view is not None and looked.part is not None
            heard = looked.part.held and looked.side in ("any", traced.view.side)
            if looked.rule.kind in ("moment", "behaviour", "antipattern") and heard != fired:
                wrong.append((id, turn.text))
            wrong += [(id, turn.text) for part in _scores(looked.part) if (part.sum >= part.at_least) != part.held]  # type: ignore[operator]
            if not looked.part.held and not _told(looked.part):
                silent.append((id, turn.text))
    assert not wrong and not silent


def _scores(part: Part) -> list[Part]:
    """Every score in a rule: its sum, redone signal by signal, must say what the engine says."""
    below = [each for one in part.parts for each in _scores(one)]
    return [part, *below] if part.kind == "score" and part.sum is not None else below


def _told(part: Part) -> bool:
    """Whether a part that does not hold says why."""
    return bool(part.near or part.instead or any(_told(one) for one in part.parts if one.kind == "none" or not one.held))


PHRASES = ("third time", "third time I (rung|called)", "time ... called", "{start} time", "[the] third (time|call out)", "called?")
LISTS = {"pets": ("dog",)}
SAID = st.lists(st.sampled_from("the third time I called rung out dog . , ?".split()), max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(phrase=st.sampled_from(PHRASES), text=SAID)
def test_nothing_is_amiss_exactly_where_the_index_finds_the_phrase(phrase: str, text: str) -> None:
    each = Phrases((phrase,), LISTS)
    index = Index(anchors_of([each]))
    index.add(each, 1)
    found = align(phrase, LISTS, words(text))
    assert bool(index.find(words(text))) == (found is not None and found.wrong == 0)


def test_every_way_of_listening_is_told_in_words() -> None:
    assert set(telling.KNOWN) == {*MATCHERS, "phrases"}


# -- the command --------------------------------------------------------------------------------------------------------------

CALL = EXAMPLES / "bereavement-bank-handled-badly.txt"
CHATS = EXAMPLES / "airline-chats-three-calls-for-help.jsonl"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([f"{CALL}"], f"which turn? (name its line, as in {CALL}:1, or --turn N)"),
        ([f"{CALL}:900"], f"{CALL}:900: no turn begins on this line (the nearest turns begin on line "),
        ([f"{CALL}", "--turn", "900"], "there is no turn 900 (they are numbered from 0 to "),
        ([f"{CHATS}:2"], "turns are on this line (add --turn N, from 0 to "),
        ([f"{CHATS}", "--turn", "1"], "conversations are in this file (name the line of one: FILE:LINE)"),
        ([f"{EXAMPLES}", "--turn", "1"], "files (name one of them)"),
        (["nowhere.txt:3"], "nowhere.txt: no such file or folder"),
        ([f"{CALL}:2", "--rule", "EMP15O"], "EMP15O: there is no such rule (did you mean EMP150"),
        ([f"{CALL}:2", "--rule", "bereavement"], "these rules report it: EMP150"),
        ([f"{CALL}:2", "--format", "jsno"], "jsno"),
    ],
)
def test_what_cannot_be_explained_ends_with_2_and_says_what_to_do(arguments: list[str], complaint: str) -> None:
    done = empathy_audit("why", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr and "Traceback" not in done.stderr


def test_a_rule_that_the_house_has_switched_off_is_no_typing_error(tmp_path: Path) -> None:
    (tmp_path / "empathy-audit.yaml").write_text("rules: {EMP150: off}\n", encoding="utf-8")
    done = empathy_audit("why", f"{CALL}:2", "--rule", "EMP150", cwd=tmp_path)
    assert done.returncode == 2 and "the house style has switched this rule off" in done.stderr


def test_a_turn_is_explained_for_people() -> None:
    done = empathy_audit("why", f"{CALL}:8", "--width", "80")
    assert (done.returncode, done.stderr) == (0, "")
    assert "matched  EMP150  Says that somebody has died" in done.stdout
    assert "“Are you hearing yourself? My father is dead." in done.stdout and "‾‾‾‾‾‾" in done.stdout
    assert "0 of 6, ignored or denied; 3 is needed, and the 2 steps below" in " ".join(done.stdout.split())
    assert "→ command calm “need you to calm down”: pushes it" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_plain_screens_get_plain_letters() -> None:
    done = empathy_audit("why", f"{CALL}:8", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and done.stdout.isascii() and "^^^^" in done.stdout


def test_a_turn_is_explained_for_programs() -> None:
    done = empathy_audit("why", f"{CHATS}:1", "--turn", "0", "--rule", "emp150", "--format", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["schema"], found["turn"], found["line"]) == (0, "empathy-audit/why/v1", 0, 1)
    (rule,) = found["rules"]
    assert (rule["id"], rule["matched"], rule["path"]) == ("EMP150", False, "rules/default/moments-situations.yaml")
    assert rule["reasons"] and rule["match"]["held"] is False


def test_the_answer_agrees_with_the_report() -> None:
    report = json.loads(empathy_audit("score", CALL, "--format", "jsonl").stdout)
    found = json.loads(empathy_audit("why", f"{CALL}:7", "--format", "json").stdout)
    assert {rule["id"] for rule in found["rules"]} == {cue["rule"] for cue in report["cues"] if cue["line"] == 7}
    answered = [moment for moment in report["moments"] if 6 in moment["reply"]["turns"]]
    assert [(one["type"], one["grade"]) for one in found["moments"]] == [(one["type"], one["grade"]) for one in answered]


def test_a_suppressed_match_is_told(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(
        "Agent: Hello, thank you for calling Northwind.\nCustomer: My father died.  # empathy-audit: ignore EMP150 said in jest\n"
        "Agent: Let me look.\n",
        encoding="utf-8",
    )
    done = empathy_audit("why", f"{path}:2", "--format", "json")
    (rule,) = [rule for rule in json.loads(done.stdout)["rules"] if rule["id"] == "EMP150"]
    assert rule["matched"] and "said in jest" in rule["notes"][0]


@pytest.mark.parametrize(
    ("block", "arguments"),
    [("why", [":6"]), ("why-not", [":8", "--rule", "EMP129"])],
)
def test_the_readme_shows_real_answers(block: str, arguments: list[str]) -> None:
    """Rewritten by EMPATHY_AUDIT_GOLDEN=write, like the golden files. Lines of rule files move, so figures may differ."""
    target = f"examples/{CALL.name}{arguments[0]}"
    done = empathy_audit("why", target, *arguments[1:], "--no-config", "--width", "100", cwd=EXAMPLES.parent)
    shown = re.compile(rf"(<!-- output:{block} -->\n```text\n)(.*?)(```)", re.DOTALL)
    readme = EXAMPLES.parent / "README.md"
    text = readme.read_text(encoding="utf-8")
    plain = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()) + "\n"
    if os.environ.get("EMPATHY_AUDIT_GOLDEN") == "write":
        readme.write_text(shown.sub(lambda found: found[1] + plain + found[3], text), encoding="utf-8")
        return
    found = shown.search(text)
    assert found is not None and _without_figures(found[2]) == _without_figures(plain)


def _without_figures(text: str) -> str:
    return re.sub(r"[ ━]*(line |yaml:)?\d+", "#", text)
