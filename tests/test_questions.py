"""What asks and what does not, how openly, with and without a question mark."""

from __future__ import annotations

import pytest

from empathy_audit.matchers import question
from empathy_audit.matchers.values import Kit
from empathy_audit.matchers.view import View
from empathy_audit.model import Turn


def asked(text: str, wanted: str = "any") -> list[str]:
    """The sentences of `text` that ask in the way `wanted`."""
    test, _ = question.build(question.read(wanted, {}), Kit(lambda _: 0, "sentence"))
    view = View(Turn(0, "agent", text), [], 0, None)
    return [text[slice(*view.words.span(*span))] for span in test(view)]


@pytest.mark.parametrize(
    "text",
    [
        "Okay? Yeah? Right? Sorry?",
        "You know?",
        "Should you need anything, ring us.",
        "Had you called sooner, it would have been free.",
        "Do have a seat.",
        "Have the card ready.",
        "Have a good day.",
        "So am I.",
        "Nor do I.",
        "What a shame.",
        "How lovely.",
        "What I can do is send a new one.",
        "What you need is a reset.",
        "Which is fine.",
        "Which will take three days.",
        "I know what you mean.",
        "I can see why you are upset.",
        "Let me see what is happening.",
        "When you get home, press reset.",
        "How I wish it were true.",
        "You could, you know, turn it off.",
        "If I were you I would wait.",
        "And see what happens.",
        "That is how we do it.",
        "Can it be mended? No.",
        "Why did it trip? Because the plug was wet.",
        "Does anybody read these? Probably not.",
    ],
)
def test_does_not_ask(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "What would help most today?",
        "What would help most today",
        "And how did that go",
        "hows things",
        "how you doing",
        "why do so many of them snap",
        "How are you managing without it?",
        "Okay, so how's it been since?",
        "On a bad day, what does it look like?",
        "You know, what makes you say that?",
        "Wh-what happened then?",
        "In what way?",
        "What about the letter",
        "How confident are you that it's off?",
        "And they told you what?",
        "Is it, I mean, how do you feel about it?",
        "Why now?",
    ],
)
def test_asks_openly(text: str) -> None:
    assert asked(text, "open") and not asked(text, "closed")


@pytest.mark.parametrize(
    "text",
    [
        "Is it plugged in?",
        "is it plugged in",
        "did you get the letter",
        "did the parcel come",
        "ok sarah do you have the order number",
        "May I have your name",
        "Isn't it still under warranty?",
        "When did it arrive?",
        "where do you live",
        "Who told you that?",
        "How many times have you rung",
        "What time was that?",
        "What's your last name?",
        "When you go out, do you switch it off?",
        "And it began when?",
        "So what you're saying is that he left?",  # a statement, however it begins
        "Your date of birth?",
    ],
)
def test_asks_for_yes_no_or_one_fact(text: str) -> None:
    assert asked(text, "closed") and not asked(text, "open")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Did it never come?", False),
        ("What came?", False),
        ("It never came.", False),
        ("So it never came?", True),
        ("He left it in pieces, right?", True),
        ("Since Friday?", True),
    ],
)
def test_a_statement_that_asks(text: str, is_one: bool) -> None:
    assert bool(asked(text, "statement")) is is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Why? Because it is old.", []),
        ("It is old. Why?", ["Why"]),
        ("Is it old? What happened?", ["What happened"]),
    ],
)
def test_the_question_that_ends_the_turn(text: str, found: list[str]) -> None:
    assert asked(text, "final") == found


def test_each_sentence_is_judged_on_its_own() -> None:
    text = "Thanks. Is it on? I see. What happened?"
    assert asked(text) == ["Is it on", "What happened"]
    assert asked(text, "closed") == ["Is it on"]
