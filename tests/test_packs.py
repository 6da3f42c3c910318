"""The packs beside the default one: each proves itself, alone and with the others, and is silent where it has no business."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from commands import EXAMPLES, empathy_audit
from talks import talk
from test_rules import doubts

from empathy_audit import rulebook
from empathy_audit.audit import audit
from empathy_audit.engine import Ears, prepare
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.proving import prove
from empathy_audit.readers import read

PACKS = ("bereavement", "vulnerable", "scripts", "coaching")
OWN_IDS = {"bereavement": "EMP6", "vulnerable": "EMP7", "scripts": "EMP8", "coaching": "EMP9"}
REPLACED = {"bereavement": {"EMP547"}, "coaching": {"EMP563", "EMP568"}}  # rules of the default pack that a pack is stricter about
DOUBLE = "taken already for the same in this turn"


@cache
def book(packs: tuple[str, ...], proving: bool = False) -> Rulebook:
    return rulebook.load(packs, proving=proving)


@cache
def ears(packs: tuple[str, ...]) -> Ears:
    return prepare(book(packs))


def report(said: Transcript, *packs: str) -> Report:
    return audit(said, ears(packs), book(packs))


def own(pack: str, *said: str) -> set[str]:
    """The rules of `pack` that find something in a conversation, besides behaviours."""
    rules = {rule.id for rule in book((pack,)).rules if rule.pack == pack and rule.kind != "behaviour"}
    return {cue.rule for cue in report(talk(*said), pack).cues} & rules


@pytest.mark.parametrize("pack", PACKS)
def test_every_example_holds(pack: str) -> None:
    whole = book((pack,), proving=True)
    assert doubts(prove(whole, rulebook.named_rules(whole, [pack]))) == []


@pytest.mark.parametrize("pack", rulebook.shipped())
def test_a_pack_has_rules_to_prove(pack: str) -> None:
    assert len(rulebook.named_rules(book((pack,)), [pack])) > 10


def test_every_example_of_the_default_pack_holds_with_all_packs_beside_it() -> None:
    assert not [str(failure) for failure in prove(book(PACKS, proving=True)).failures]


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_listed_and_says_what_it_is_for(pack: str) -> None:
    assert pack in rulebook.shipped()
    text = (rulebook.home() / f"{pack}.yaml").read_text(encoding="utf-8")
    opening = text.partition("pack:")[0]
    assert opening.startswith("# For ")
    assert "When to use it:" in opening
    assert "What it adds:" in opening


@pytest.mark.parametrize("pack", PACKS)
def test_ids_lie_in_the_packs_own_range_and_replace_only_what_they_say(pack: str) -> None:
    default = {rule.id for rule in book(()).rules}
    rules = [rule for rule in book((pack,), True).rules if rule.pack == pack]
    assert {rule.id for rule in rules} & default == REPLACED.get(pack, set())
    assert [rule.id for rule in rules if not rule.id.startswith(OWN_IDS[pack]) and rule.id not in REPLACED.get(pack, ())] == []
    assert [rule.id for rule in rules if min(len(rule.examples.finds), len(rule.examples.ignores)) < 3] == []


# -- what must not be found --

ORDINARY = [
    ("customer: Hi, can I change my address?", "agent: Of course. What's the new one?", "customer: 4 Mill Lane.", "agent: Done."),
    ("customer: My phone died on Sunday.", "agent: Is the account holder there?", "customer: That's me.", "agent: Thank you."),
    ("customer: I can't see the pay button.", "agent: Scroll down. It's all on our website.", "customer: Got it.", "agent: Good."),
    ("customer: Can I pay monthly?", "agent: Can you pay something today?", "customer: Sure.", "agent: Put it on a credit card?"),
    ("customer: I work in a hospital, ward six.", "agent: I've put that on your account.", "customer: Thanks.", "agent: Bye."),
    ("customer: The line went dead.", "agent: Does your husband use the phone?", "customer: He does.", "agent: Can he ring us?"),
    ("customer: My laptop has a virus.", "agent: What exactly is wrong with it?", "customer: It's slow.", "agent: I see."),
    ("customer: I'm retired, so mornings are fine.", "agent: Nine o'clock?", "customer: Yes.", "agent: See you at nine."),
]  # fmt: skip


@pytest.mark.parametrize("pack", ["bereavement", "vulnerable"])
@pytest.mark.parametrize("said", ORDINARY, ids=lambda said: said[0])
def test_nothing_where_nothing_was_disclosed(pack: str, said: tuple[str, ...]) -> None:
    assert own(pack, *said) == set()


def test_nothing_about_a_pet_in_the_bereavement_pack() -> None:
    assert own("bereavement", "customer: My old dog died on Sunday.", "agent: Okay. Which policy is it?", "customer: The pet one.") == set()


@pytest.mark.parametrize(
    "said",
    [
        ("customer: My dad died, and my wife handles the bills now.", "agent: I'm so sorry. Could your wife ring us when she likes?"),
        ("customer: My dad died in May.", "agent: I'm so sorry about your dad. Can your sister call us about the keys?"),
        ("customer: My husband passed away.", "agent: I'm so sorry. We won't need the account holder's signature."),
        ("customer: My mum died in May.", "agent: I'm so sorry. Was she the account holder, or were you both?"),
    ],
    ids=lambda said: said[1],
)
def test_the_living_may_be_asked_for(said: tuple[str, ...]) -> None:
    assert own("bereavement", *said) & {"EMP547", "EMP631"} == set()


# -- bereavement --

STEPS = {"EMP620", "EMP621", "EMP622", "EMP623", "EMP624"}
MET = (
    "customer: My dad died on Sunday and I've his phone to stop.",
    "agent: I'm so sorry about your dad. Take all the time you need, there's no rush.",
    "customer: Thank you. I don't know what you need.",
    "agent: Very little. I'll stop it myself now, and you won't have to tell anybody here again. "
    "There's a free service called Tell Us Once, I'll text you the link.",
)


def test_every_step_after_a_death() -> None:
    assert own("bereavement", *MET) == set()


def test_no_step_after_a_death_costs_once() -> None:
    said = talk("customer: My dad died on Sunday.", "agent: Okay. What's the number?", "customer: It's 4471.", "agent: Thanks.")
    found = [each for each in report(said, "bereavement").deductions if each.behaviour == "missing_step"]
    assert {each.rule for each in found} == STEPS
    assert [each.points for each in found if each.points] == [3]
    assert all(DOUBLE in each.note for each in found[1:])


@pytest.mark.parametrize(
    "asked",
    [
        "Can I speak to him?",
        "Put your husband on the phone.",
        "The account holder needs to call us.",
        "I can't talk to anyone but the account holder.",
        "Could you get him to ring us?",
        "When will your husband be home?",
        "I'd need to speak with the primary cardholder.",
    ],
)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "much later"])
def test_asking_for_somebody_who_died_is_critical(asked: str, later: bool) -> None:
    between = ["agent: I'm so sorry.", "customer: Thank you.", "agent: What's the postcode?", "customer: BD1.", "agent: Okay.",
               "customer: Yes."]  # fmt: skip
    said = talk("customer: My husband died in June.", *(between if later else []), f"agent: {asked}")
    result = report(said, "bereavement")
    assert result.verdict == "fail"
    charged = [each for each in result.deductions if each.behaviour == "ask_for_deceased"]
    assert [each.points for each in charged] == [6]
    assert charged[0].severity == "critical"


# -- vulnerable --

TEXAS = ("EMP701", "EMP702", "EMP703", "EMP704", "EMP705")
DISCLOSED = "customer: I've been diagnosed with cancer and I can't afford the bill."
TAKEN = {
    "EMP701": "Thank you for telling me, that can't be easy to say.",
    "EMP702": "I ask so that no letters go out, and only my team sees it.",
    "EMP703": "Are you happy for me to put a note on your account?",
    "EMP704": "How does it affect you day to day?",
    "EMP705": "Macmillan have a free helpline, shall I text you the number?",
}


def steps(taken: Sequence[str]) -> set[str]:
    replies = [f"agent: {TAKEN[id]}" for id in taken] or ["agent: Okay. What's the number?"]
    turns = [turn for reply in replies for turn in (reply, "customer: Yes.")]
    return own("vulnerable", DISCLOSED, *turns) & set(TEXAS)


def test_every_step_of_texas() -> None:
    assert steps(TEXAS) == set()
    assert own("vulnerable", DISCLOSED, "agent: " + " ".join(TAKEN.values())) == set()


def test_no_step_of_texas_costs_once() -> None:
    assert steps([]) == set(TEXAS)
    found = report(talk(DISCLOSED, "agent: Okay. What's the number?"), "vulnerable").deductions
    assert [each.points for each in found if each.rule in TEXAS] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize("left_out", TEXAS)
def test_one_step_left_out_is_the_one_that_is_named(left_out: str) -> None:
    assert steps([id for id in TEXAS if id != left_out]) == {left_out}


def test_the_example_takes_every_step() -> None:
    (said,) = read(str(EXAMPLES / "vulnerable-water-every-step.txt"))
    assert isinstance(said, Transcript)
    assert not [each.rule for each in report(said, "vulnerable").deductions]


def test_a_death_with_a_disclosure_pays_for_missing_steps_once() -> None:
    said = talk("customer: My husband died and I can't afford the rent.", "agent: Okay. What's the number?", "customer: 12.")
    found = report(said, *PACKS[:2]).deductions
    assert sum(each.points for each in found if each.behaviour == "missing_step") == 3


# -- scripts --


def script(*said: str, situation: tuple[str, ...] = ()) -> set[str]:
    written = talk(*(f"agent: {text}" for text in said))._replace(situation=situation)
    return {cue.rule for cue in report(written, "scripts").cues if cue.kind in ("antipattern", "require", "limit")}


@pytest.mark.parametrize(
    "said",
    [
        "Hi {{name}}, your parcel is out for delivery.",
        "Dear [CUSTOMER NAME], I'm sorry nobody came on {{date}}. I've booked {{engineer}}, and my number is {{number}}.",
        "We cannot send the same lamp again. Instead, you can have it in blue.",
        "Your refund of {{amount}} goes out today, and I'll email you when it has.",
        "If you smell gas, call this number immediately.",
    ],
)
def test_a_good_template_is_left_alone(said: str) -> None:
    assert script(said) == set()


@pytest.mark.parametrize(
    ("situation", "lacking", "enough"),
    [
        ("bereavement", "Please send us the certificate, {{name}}.", "I was so sorry to read that your father has died."),
        ("hardship", "The plan starts on [DATE].", "Thank you for telling us that money is short."),
        ("frustration", "The engineer comes on [DATE].", "I'm sorry that nobody came on {{date}}."),
        ("worry", "Reset the password at [LINK].", "A message like that would worry anybody."),
        ("positive", "The name is changed.", "Congratulations on the wedding, {{name}}."),
        ("harm", "We received your message.", "I'm so glad you told us. If you are in danger now, call 999."),
    ],
)
def test_what_the_declared_situation_calls_for(situation: str, lacking: str, enough: str) -> None:
    missing = {f"EMP85{n}" for n in range(6)}
    assert len(script(lacking, situation=(situation,)) & missing) == 1
    assert script(lacking, enough, situation=(situation,)) & missing == set()
    assert script(lacking) & missing == set()


def test_a_misspelt_situation_does_not_pass_in_silence() -> None:
    assert script("Dear {{name}},", situation=("bereavment",)) == {"EMP859"}
    assert "EMP859" not in script("Dear {{name}},", situation=("bereavement",))


FRONT = "---\ntitle: Refund\n{}\n---\n# Refund\n\nDear {{{{name}}}},\n\nYour claim is with us.\n"


@pytest.mark.parametrize(
    ("front", "situation"),
    [
        ("situation: bereavement", ("bereavement",)),
        ("Situation: 'worry'   # a scam", ("worry",)),
        ("situation: [hardship, health]", ("hardship", "health")),
        ("situation: hardship, health", ("hardship", "health")),
        ("situation:\n  - hardship\n  - health", ("hardship", "health")),
        ("situation:", ()),
        ("tags: bereavement", ()),
    ],
)
def test_front_matter_says_what_a_script_is_for(tmp_path: Path, front: str, situation: tuple[str, ...]) -> None:
    file = tmp_path / "refund.md"
    file.write_text(FRONT.format(front), encoding="utf-8")
    (said,) = read(str(file))
    assert isinstance(said, Transcript)
    assert said.situation == situation
    if situation:
        assert [turn.text for turn in said.turns] == ["Dear {{name}},", "Your claim is with us."]
        assert said.turns[0].line == FRONT.format(front).split("\n").index("Dear {{name}},") + 1


def test_a_labelled_script_and_plain_json_carry_the_situation_too(tmp_path: Path) -> None:
    file = tmp_path / "call.txt"
    file.write_text("---\nsituation: worry\n---\nAgent: Hello, this is the bank.\nAgent: Is it safe to talk?\n", encoding="utf-8")
    line = json.loads(empathy_audit("convert", file).stdout)
    assert line["situation"] == ["worry"]
    assert [turn["role"] for turn in line["turns"]] == ["agent", "agent"]
    again = tmp_path / "call.json"
    again.write_text(json.dumps(line), encoding="utf-8")
    (said,) = read(str(again))
    assert isinstance(said, Transcript)
    assert said.situation == ("worry",)


def test_dashes_above_a_transcript_are_no_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "call.txt"
    file.write_text("---\nAgent: Hello.\nCustomer: Hi.\n---\nAgent: Bye.\nCustomer: Bye.\n", encoding="utf-8")
    (said,) = read(str(file))
    assert isinstance(said, Transcript)
    assert (len(said.turns), said.situation) == (4, ())


def test_the_example_templates() -> None:
    good = empathy_audit("score", EXAMPLES / "template-bereavement-letter.md", "--pack", "scripts", "--format", "concise")
    assert good.stdout.startswith("0 findings")
    bad = empathy_audit("score", EXAMPLES / "template-refund-refused.md", "--pack", "scripts", "--format", "concise")
    assert {"EMP801", "EMP803", "EMP806", "EMP809", "EMP811", "EMP852"} <= set(bad.stdout.split())


# -- coaching --

HEARD = (
    "agent: What brings you here?",
    "customer: I drink more than I want to, mostly when the house is quiet and everyone is asleep.",
    "agent: So it's the quiet, when everyone is asleep, and you end up drinking more than you want.",
    "customer: Yes. I rang two clinics this week and hung up both times, I felt such a fool.",
    "agent: You rang twice, and that took courage. It sounds like you were ashamed to say it out loud.",
    "customer: I was. I still am. My daughter found the bottles, she didn't say a word to me.",
    "agent: So she found them and said nothing, and that has stayed with you ever since.",
    "customer: It has. I can't look at her in the morning, and she is only fourteen.",
    "agent: What would you like to be different with her?",
    "customer: I'd like to be awake when she gets up, and not shake when I make her breakfast.",
    "agent: You want to be there for her in the mornings. It's entirely up to you where we go from here.",
    "customer: I think I'd like to try the clinic once more, with somebody sitting next to me.",
)


def test_somebody_who_was_heard() -> None:
    assert own("coaching", *HEARD) == set()
    shown = {cue.behaviour for cue in report(talk(*HEARD), "coaching").cues}
    assert {"autonomy", "evoke", "reflect", "open_question", "affirm"} <= shown


def test_somebody_who_was_questioned_and_told() -> None:
    said = (
        "agent: Do you drink at home?", "customer: Yes.", "agent: Is it every day?", "customer: Nearly.",
        "agent: Does your wife know?", "customer: No.", "agent: Did you ever stop?", "customer: I tried, I don't think I can.",
        "agent: You can do it, I know you can do it!", "customer: Maybe.", "agent: Have you tried a hobby?", "customer: No.",
        "agent: Don't you think your children deserve better?", "customer: Yes.", "agent: You're in denial.", "customer: Right.",
    )  # fmt: skip
    assert own("coaching", *said) >= {"EMP563", "EMP910", "EMP911", "EMP914", "EMP916", "EMP920", "EMP921", "EMP922"}


# -- together --


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_charged_twice_where_the_default_pack_charged_it(pack: str) -> None:
    """In one turn an anti-pattern costs once, and a pack that has heard what the default pack heard says so no second time."""
    for said in examples():
        costs = [(each.turn, each.behaviour) for each in report(said, pack).deductions if each.points]
        assert len(costs) == len(set(costs))


@cache
def examples() -> tuple[Transcript, ...]:
    paths = [path for path in sorted(EXAMPLES.glob("*.*")) if path.name not in ("README.md", "report.png")]
    found = [said for path in paths for said in read(str(path))]
    assert [said for said in found if not isinstance(said, Transcript)] == []
    return tuple(said for said in found if isinstance(said, Transcript))


def test_a_named_pack_is_used_from_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "call.txt"
    file.write_text("Customer: My dad died on Sunday.\nAgent: Is the bill payer there with you?\n", encoding="utf-8")
    assert "EMP547" not in empathy_audit("score", file, "--format", "concise").stdout
    done = empathy_audit("score", file, "--pack", "bereavement", "--pack", "vulnerable", "--format", "concise")
    assert done.returncode == 0
    assert "EMP547 critical" in done.stdout
    assert "EMP620 moderate" in done.stdout
    assert "EMP701" not in done.stdout
