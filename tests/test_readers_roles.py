"""Who is the agent: what may be concluded, and above all what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathy_audit.errors import InputError, RolesUnknownError
from empathy_audit.model import Transcript
from empathy_audit.readers import read
from empathy_audit.readers.roles import role_of_label

CALL = """\
Speaker 0: Thank you for calling Harbour Bank, my name is Ann, how can I help you today?
Speaker 1: I'm calling because my card was declined.
Speaker 0: I'm sorry to hear that. Can I have your account number, please?
Speaker 1: It is 12 34.
Speaker 0: Thank you. Let me check that for you. Is there anything else I can help with?
"""
SMALL_TALK = """\
Speaker 0: Nice weather today.
Speaker 1: It is. Are you going out?
Speaker 0: I may go for a walk.
Speaker 1: Good idea.
"""


def first(folder: Path, text: str, **options: list[str]) -> Transcript | InputError:
    path = folder / "call.txt"
    path.write_text(text, encoding="utf-8")
    return next(read(str(path), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("John Guest", None),
        ("Clint", None),
        ("Speaker 0", None),
        ("", None),
        ("Reporter", None),
        ("Agent", "agent"),
        ("AGENT_2", "agent"),
        ("Agent Maria", "agent"),
        ("Maria (Agent)", "agent"),
        ("Customer Service", "agent"),
        ("Customer Support Representative", "agent"),
        ("Rep", "agent"),
        ("assistant", "agent"),
        ("営業", "agent"),
        ("Customer", "customer"),
        ("Guest", "customer"),
        ("END_USER", "customer"),
        ("Customer #2", "customer"),
        ("顧客", "customer"),
        ("Virtual Assistant", "bot"),
        ("CUSTOM_BOT", "bot"),
        ("System", "system"),
    ],
)
def test_what_a_label_says(label: str, role: str | None) -> None:
    assert role_of_label(label) == role


def test_nothing_is_guessed_when_nothing_tells_the_two_apart(tmp_path: Path) -> None:
    found = first(tmp_path, SMALL_TALK)
    assert isinstance(found, RolesUnknownError)
    assert '"Speaker 0", "Speaker 1"' in str(found)
    assert '--agent "Speaker 0"' in str(found)
    assert "weather" not in str(found)


def test_a_greeting_alone_is_not_enough(tmp_path: Path) -> None:
    text = "Ann: Thank you for calling.\nBob: Yes.\nAnn: Fine.\nBob: Is it? Really? Sure?\n"
    assert isinstance(first(tmp_path, text), RolesUnknownError)


def test_what_is_said_tells_with_a_second_cue(tmp_path: Path) -> None:
    found = first(tmp_path, CALL)
    assert isinstance(found, Transcript)
    assert [turn.role for turn in found.turns] == ["agent", "customer"] * 2 + ["agent"]
    assert found.roles["agent"].source == "inferred"
    assert "agent phrases" in found.roles["agent"].reason


@pytest.mark.parametrize("options", [{"agents": ["Speaker 1"]}, {"customers": ["speaker 0"]}, {"agents": ["*1"]}])
def test_the_user_is_believed(options: dict[str, list[str]], tmp_path: Path) -> None:
    found = first(tmp_path, SMALL_TALK, **options)
    assert isinstance(found, Transcript)
    assert [turn.role for turn in found.turns] == ["customer", "agent"] * 2
    assert "mapped" in {found.roles["agent"].source, found.roles["customer"].source}


def test_the_user_is_believed_over_the_file(tmp_path: Path) -> None:
    text = "Agent: My bill is wrong.\nCustomer: Thank you for calling, let me see.\n"
    found = first(tmp_path, text, agents=["Customer"], customers=["Agent"])
    assert isinstance(found, Transcript)
    assert [turn.role for turn in found.turns] == ["customer", "agent"]


def test_a_customer_who_greets_is_a_warning(tmp_path: Path) -> None:
    found = first(tmp_path, "Customer: Thank you for calling Harbour Bank.\nAgent: My bill is wrong.\n")
    assert isinstance(found, Transcript)
    assert found.roles["customer"].source == "given"
    assert "line 1" in found.warnings[0]
    assert "swapped" in found.warnings[0]


def test_who_stays_unknown_beside_the_two_is_kept_but_not_judged(tmp_path: Path) -> None:
    text = "Agent: Hi.\nCustomer: Hello.\nMaria: He is out.\nMaria: Sorry.\nAgent: Fine.\n"
    found = first(tmp_path, text)
    assert isinstance(found, Transcript)
    assert found.turns[2].role == "unknown"
    assert "Maria" in found.warnings[0]


def test_a_person_after_the_bot_is_the_agent(tmp_path: Path) -> None:
    found = first(tmp_path, "Bot: Hi.\nCustomer: A person, please.\nMaria: Maria here.\nCustomer: Hello.\n")
    assert isinstance(found, Transcript)
    assert [turn.role for turn in found.turns] == ["bot", "customer", "agent", "customer"]
    assert found.roles["agent"].source == "inferred"


def test_a_customer_without_an_agent_is_a_warning(tmp_path: Path) -> None:
    found = first(tmp_path, "Customer: Hello?\nCustomer: Anyone there?\n")
    assert isinstance(found, Transcript)
    assert "no agent" in found.warnings[0]


def test_roles_can_be_left_open(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(SMALL_TALK, encoding="utf-8")
    (found,) = read(str(path), need_roles=False)
    assert isinstance(found, Transcript)
    assert found.roles["unknown"].labels == ("Speaker 0", "Speaker 1")


def test_a_colleague_the_agent_brings_in_is_an_agent_and_a_bystander_is_not(tmp_path: Path) -> None:
    call = (
        "Ravi Shah: Thank you for calling Larkfield, you're speaking with Ravi. How can I help?\n"
        "Moira Bell: Hello, my booking is wrong and I need to change it.\n"
        "Ravi Shah: Can I take your booking number? I'd like to bring in my colleague Lena.\n"
        "Lena Orr: Hello Moira, it's Lena.\n"
        "Tom Bell: Ask her about the dog.\n"
        "Moira Bell: In a minute, Tom.\n"
        "Lena Orr: Of course.\n"
        "Tom Bell: Fine.\n"
    )
    path = tmp_path / "call.txt"
    path.write_text(call, encoding="utf-8")
    (transcript,) = read(str(path))
    assert isinstance(transcript, Transcript)
    assert {turn.speaker: turn.role for turn in transcript.turns} == {
        "Ravi Shah": "agent", "Moira Bell": "customer", "Lena Orr": "agent", "Tom Bell": "unknown",
    }  # fmt: skip
    assert any("Tom Bell" in warning for warning in transcript.warnings)


# -- transfers, bots, bystanders ----------------------------------------------------------------------------------------

PASSED_ON = (
    "Customer: My router is broken.\n"
    "Ann: Thank you for calling Northwind. Let me check that. I'll transfer you to my colleague Raj.\n"
    "Raj: Hello, Raj here.\n"
    "Customer: Hi.\n"
    "Tom: Mum, the dog!\n"
    "Raj: One moment.\n"
)


def test_beside_a_known_customer_agents_are_known_by_their_words_and_by_name(tmp_path: Path) -> None:
    found = first(tmp_path, PASSED_ON)
    assert isinstance(found, Transcript)
    assert {turn.speaker: turn.role for turn in found.turns} == {"Customer": "customer", "Ann": "agent", "Raj": "agent", "Tom": "unknown"}
    assert found.roles["agent"].labels == ("Ann", "Raj")
    assert found.roles["agent"].source == "inferred"
    assert any('"Tom"' in warning for warning in found.warnings)


def test_nobody_is_an_agent_for_standing_beside_a_customer(tmp_path: Path) -> None:
    found = first(tmp_path, "Customer: Hello there.\nAnn: Nice day.\nTom: It is.\nCustomer: Yes.\n")
    assert isinstance(found, RolesUnknownError)
    assert '"Ann", "Tom"' in str(found)


def test_an_agent_who_names_somebody_makes_no_colleague_of_the_customer(tmp_path: Path) -> None:
    found = first(tmp_path, "Agent: This is Northwind, is this Bo?\nBo: Yes, and Tom.\nTom: Hi.\nAgent: I'll join you, Tom.\n")
    assert isinstance(found, RolesUnknownError)


def test_a_transfer_between_agents_keeps_both_names(tmp_path: Path) -> None:
    found = first(tmp_path, "Agent 1: Hi.\nCustomer: Hello.\nAgent Raj: Raj here.\nSupervisor: And me.\n")
    assert isinstance(found, Transcript)
    assert [turn.role for turn in found.turns] == ["agent", "customer", "agent", "agent"]
    assert found.roles["agent"].labels == ("Agent 1", "Agent Raj", "Supervisor")


@pytest.mark.parametrize("last", ["Maria: One moment.", "Raj: Thank you for holding. Let me check your order."])
def test_after_the_bot_there_may_be_several_people(last: str, tmp_path: Path) -> None:
    start = "Bot: Hi, I'll connect you with Maria.\nCustomer: Please.\nMaria: Let me check that. How can I help?\nCustomer: The bill.\n"
    found = first(tmp_path, f"{start}{last}\nTom: Who is it?\nTom: Well?\n")
    assert isinstance(found, Transcript)
    assert found.turns[2].role == found.turns[4].role == "agent"
    assert found.turns[0].role == "bot"
    assert found.turns[5].role == "unknown"


# -- roles that what is said contradicts --------------------------------------------------------------------------------

CONTRADICTIONS = {
    "swapped": ("Customer: Thank you for calling Harbour.\nAgent: My card was declined.\n", ["customer greets", "agent opens"]),
    "agent complains": ("Agent: I'd like to make a complaint.\nCustomer: Yes?\n", ["agent opens"]),
    "all is well": ("Agent: Thank you for calling.\nCustomer: I'd like to complain.\n", []),
    "outbound": ("Agent: I'm calling about your order, Bo.\nCustomer: My order never came.\n", []),
    "both thank": ("Agent: Thank you for calling.\nCustomer: Thank you for calling, too.\n", []),
    "called back": ("Agent: Hello, Bo.\nCustomer: Thanks for calling me back.\n", []),
    "read back": ("Agent: Hello.\nCustomer: I want to cancel my plan.\nAgent: You say: I want to cancel my plan?\n", []),
    "long after": ("Agent: Hi.\nCustomer: Hi.\n" * 8 + "Agent: I want a refund.\n", []),
}


@pytest.mark.parametrize(("text", "says"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions_are_told_without_words(text: str, says: list[str], tmp_path: Path) -> None:
    found = first(tmp_path, text)
    assert isinstance(found, Transcript)
    assert len(found.warnings) == len(says)
    for warning, part in zip(found.warnings, says, strict=True):
        assert part in warning and "line" in warning
        assert "Harbour" not in warning and "declined" not in warning


def test_the_user_settles_a_contradiction(tmp_path: Path) -> None:
    text = CONTRADICTIONS["swapped"][0]
    assert first(tmp_path, text, agents=["Customer"], customers=["Agent"]).warnings == ()  # type: ignore[union-attr]
