"""Text with speaker labels, in the shapes that people paste."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathy_audit.errors import InputError
from empathy_audit.model import Transcript
from empathy_audit.readers import read

NO_TRANSCRIPT = {
    "prose": "The customer called about a bill. The agent explained it. Both were content in the end.\n" * 4,
    "prose with a note": "We met on Monday and talked it over.\n\nNote: this is a draft.\n\nAll was well afterwards.\n",
    "an article with notes": "Long text here.\n" * 30 + "Note: one\n" + "More text.\n" * 30 + "Note: two\n",
    "a list of links": "Our site: https://example.com\nhttps://example.org/a:b\nhttp://example.net\n",
    "yaml": "version: 2\nrules:\n  - name: one\n    text: first\n  - name: two\n    text: second\n",
    "one line": "Thank you for calling.",
    "numbers": "1: 2\n3: 4\n5: 6\n",
}

TALK = [("Agent", "Hello, how can I help?"), ("Customer", "My card is lost."), ("Agent", "I am sorry to hear that.")]
SHAPES = {
    "plain": "Agent: Hello, how can I help?\nCustomer: My card is lost.\nAgent: I am sorry to hear that.\n",
    "no space after the colon": "Agent:Hello, how can I help?\nCustomer:My card is lost.\nAgent:I am sorry to hear that.",
    "time before, in brackets": "[00:00:01] Agent: Hello, how can I help?\n[00:00:04] Customer: My card is lost.\n"
    "[00:00:09] Agent: I am sorry to hear that.\n",
    "time before": "00:00:01 Agent: Hello, how can I help?\n00:00:04 Customer: My card is lost.\n"
    "00:00:09 Agent: I am sorry to hear that.\n",
    "time before, with a dash": "00:01 - Agent: Hello, how can I help?\n00:04 - Customer: My card is lost.\n"
    "00:09 - Agent: I am sorry to hear that.\n",
    "from and to": "[00:01 - 00:03] Agent: Hello, how can I help?\n[00:04 - 00:08] Customer: My card is lost.\n"
    "[00:09 - 00:11] Agent: I am sorry to hear that.\n",
    "time behind": "Agent (00:01): Hello, how can I help?\nCustomer (00:04): My card is lost.\n"
    "Agent (00:09): I am sorry to hear that.\n",
    "time behind, in brackets": "Agent [00:01]: Hello, how can I help?\nCustomer [00:04]: My card is lost.\n"
    "Agent [00:09]: I am sorry to hear that.\n",
    "time after the colon": "Agent: [00:01] Hello, how can I help?\nCustomer: [00:04] My card is lost.\n"
    "Agent: [00:09] I am sorry to hear that.\n",
    "name and time above": "Agent  0:01\nHello, how can I help?\n\nCustomer  0:04\nMy card is lost.\n\n"
    "Agent  0:09\nI am sorry to hear that.\n",
    "time and name above": "0:01 Agent\nHello, how can I help?\n\n0:04 Customer\nMy card is lost.\n\n"
    "0:09 Agent\nI am sorry to hear that.\n",
    "name and time in brackets above": "Agent (00:00:01)\nHello, how can I help?\n\nCustomer (00:00:04)\nMy card is lost.\n"
    "\nAgent (00:00:09)\nI am sorry to hear that.\n",
    "bold": "# Card lost\n\n**Agent:** Hello, how can I help?\n\n**Customer:** My card is lost.\n\n"
    "**Agent:** I am sorry to hear that.\n",
    "bold, colon outside": "**Agent**: Hello, how can I help?\n**Customer**: My card is lost.\n"
    "**Agent**: I am sorry to hear that.\n",
    "bold title": "**Customer Service Call Transcript**\n\n**Agent:** Hello, how can I help?\n\n"
    "**Customer:** My card is lost.\n\n**Agent:** I am sorry to hear that.\n",
    "bold, alone": "**Agent**\nHello, how can I help?\n\n**Customer**\nMy card is lost.\n\n**Agent**\n"
    "I am sorry to hear that.\n",
    "bold with time": "**[00:01] Agent:** Hello, how can I help?\n**[00:04] Customer:** My card is lost.\n"
    "**[00:09] Agent:** I am sorry to hear that.\n",
    "capitals alone": "AGENT\nHello, how can I help?\n\nCUSTOMER\nMy card is lost.\n\nAGENT\nI am sorry to hear that.\n",
    "seconds": "Agent [0.10s - 3.20s]: Hello, how can I help?\nCustomer [3.50s - 4.0s]: My card is lost.\n"
    "Agent [9.25s - 11.0s]: I am sorry to hear that.\n",
    "label alone": "Agent:\nHello, how can I help?\n\nCustomer:\nMy card is lost.\n\nAgent:\nI am sorry to hear that.\n",
    "list": "- Agent: Hello, how can I help?\n- Customer: My card is lost.\n- Agent: I am sorry to hear that.\n",
    "numbered": "1. Agent: Hello, how can I help?\n2. Customer: My card is lost.\n3. Agent: I am sorry to hear that.\n",
    "block quote": "> Agent: Hello, how can I help?\n> Customer: My card is lost.\n> Agent: I am sorry to hear that.\n",
    "quoted text": 'Agent: "Hello, how can I help?"\nCustomer: "My card is lost."\nAgent: "I am sorry to hear that."\n',
    "quoted turns": '"Agent: Hello, how can I help?"\n"Customer: My card is lost."\n"Agent: I am sorry to hear that."\n',
    "triple quotes": '"""\nAgent: Hello, how can I help?\nCustomer: My card is lost.\nAgent: I am sorry to hear that.\n"""\n',
    "facts above": "Call ID: 17\nDate: 2024-05-01\nAgent: Ann Lee\n\nAgent: Hello, how can I help?\n"
    "Customer: My card is lost.\nAgent: I am sorry to hear that.\n",
    "in brackets": "[Agent] Hello, how can I help?\n[Customer] My card is lost.\n[Agent] I am sorry to hear that.\n",
    "windows": "Agent: Hello, how can I help?\r\nCustomer: My card is lost.\r\nAgent: I am sorry to hear that.\r\n",
    "wide colon": "Agent：Hello, how can I help?\nCustomer：My card is lost.\nAgent：I am sorry to hear that.\n",
    "html bold": "<b>Agent:</b> Hello, how can I help?\n<b>Customer:</b> My card is lost.\n<b>Agent:</b> I am sorry to hear that.",
}


def only(path: Path, text: str) -> Transcript:
    path.write_text(text, encoding="utf-8", newline="")
    (found,) = read(str(path))
    assert isinstance(found, Transcript), str(found)
    return found


@pytest.mark.parametrize("text", NO_TRANSCRIPT.values(), ids=NO_TRANSCRIPT)
def test_what_has_no_speakers_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = read(str(path))
    assert isinstance(found, InputError), found
    assert "no speakers" in str(found)


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_each_shape_gives_the_same_talk(text: str, tmp_path: Path) -> None:
    talk = only(tmp_path / "call.txt", text)
    assert [(turn.speaker.capitalize(), turn.text) for turn in talk.turns] == TALK
    assert [turn.role for turn in talk.turns] == ["agent", "customer", "agent"]
    assert talk.format == "labelled"
    assert talk.id == "call"
    if "0:01" in text:
        assert [turn.start for turn in talk.turns] == [1, 4, 9]


def test_lines_without_a_label_belong_to_the_turn_above(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.txt", "Agent: One.\nTwo: three.\n\nFour.\nCustomer: Five.\nAgent: Six.\n")
    assert [turn.text for turn in talk.turns] == ["One.\nTwo: three.\n\nFour.", "Five.", "Six."]
    assert [turn.line for turn in talk.turns] == [1, 5, 6]


def test_a_name_seen_once_is_nobody_elses_speech(tmp_path: Path) -> None:
    text = "Agent: One.\nCustomer: Two.\nAgent: Three.\nCustomer: Four.\nTom Reed: Five.\nCustomer: Six.\nAgent: Seven.\n"
    talk = only(tmp_path / "a.txt", text)
    assert [(turn.speaker, turn.role) for turn in talk.turns][4] == ("Tom Reed", "unknown")
    assert "Tom Reed" in talk.warnings[0]


def test_commas_do_not_make_a_table(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.txt", "Agent: Hi, there\nCustomer: Oh, hello\nAgent: Well, bye\n")
    assert talk.format == "labelled"
    assert [turn.text for turn in talk.turns] == ["Hi, there", "Oh, hello", "Well, bye"]


def test_a_person_beside_the_agent_is_the_customer(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.txt", "Agent: Hi.\nMaria Lopez: Hello.\nAgent: Bye.\n")
    assert [turn.role for turn in talk.turns] == ["agent", "customer", "agent"]
    assert talk.roles["customer"].source == "inferred"
    assert talk.roles["customer"].reason == "the only other speaker"


def test_times_of_the_clock_count_from_the_first(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.txt", "[14:00:05] Agent: Hi.\n[14:00:09] Customer: Hello.\n")
    assert [turn.start for turn in talk.turns] == [0, 4]


def test_times_in_whole_minutes_are_left_out(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.txt", "10:32 AM Agent: Hi.\n10:33 AM Customer: Hello.\n")
    assert [turn.start for turn in talk.turns] == [None, None]
