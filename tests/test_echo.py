"""Whose words are taken up, and whether the record is of speech."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pytest

from empathy_audit.matchers import echo, speech
from empathy_audit.matchers.values import Kit
from empathy_audit.matchers.view import WHOLE, View
from empathy_audit.model import Turn


def last_view(*lines: str) -> View:
    """The last of the turns `lines`, with those before it."""
    views: list[View] = []
    for n, line in enumerate(lines):
        role, _, text = line.partition(": ")
        views.append(View(Turn(n, "customer" if role == "c" else "agent", text), views, n, None))
    return views[-1]


def echoed(spec: Mapping[str, Any], *lines: str, scope: Literal["sentence", "turn"] = "sentence") -> list[str]:
    """What the last turn takes up: the sentences, or from the first shared word to the last with scope `turn`."""
    test, _ = echo.build(echo.read(spec, {}), Kit(lambda _: 0, scope))
    view = last_view(*lines)
    return [view.turn.text[slice(*view.words.span(*span))] for span in test(view)]


@pytest.mark.parametrize(
    ("spec", "lines"),
    [
        ({"of": "customer"}, ["a: the boiler is off", "a: The boiler?"]),  # the agent's own words
        ({"of": "customer"}, ["c: You are with them and it is so.", "a: You are with it."]),  # small words
        ({"of": "customer"}, ["a: The boiler?"]),
        ({"of": "customer"}, ["c: the boiler", "a: I see.", "c: right", "a: The boiler?"]),  # not the last stretch
        ({"of": "customer", "min_words": "2"}, ["c: the boiler leaks", "a: The boiler, the boiler."]),  # one word twice
        ({"of": "customer", "min_words": "2"}, ["c: the boiler leaks", "a: The boiler. It leaks."]),  # two sentences
        ({"of": "customer"}, ["c: the boilermaker", "a: The boiler?"]),
        ({"of": "agent"}, ["c: the boiler", "c: the boiler"]),
    ],
)
def test_takes_nothing_up(spec: Mapping[str, Any], lines: list[str]) -> None:
    assert echoed(spec, *lines) == []


@pytest.mark.parametrize(
    ("spec", "lines", "found"),
    [
        ({"of": "customer"}, ["c: My boiler leaked.", "a: I see. So boilers leak."], ["So boilers leak"]),
        ({}, ["c: My boiler leaked.", "a: A leaking one."], ["A leaking one"]),
        ({"min_words": "2"}, ["c: My boiler leaked.", "a: So the boiler leaks."], ["So the boiler leaks"]),
        ({}, ["c: my boiler", "c: hello?", "a: The boiler."], ["The boiler"]),  # bubbles in a row are one stretch
        ({"back": "2"}, ["c: the boiler", "a: I see.", "c: right", "a: The boiler."], ["The boiler"]),
        ({"of": "agent"}, ["a: The boiler is fixed.", "c: Fixed how?"], ["Fixed how"]),
    ],
)
def test_takes_words_up(spec: Mapping[str, Any], lines: list[str], found: list[str]) -> None:
    assert echoed(spec, *lines) == found


def test_over_the_whole_turn() -> None:
    lines = ["c: My boiler leaked.", "a: Sorry. The boiler. It leaks. Okay."]
    assert echoed({"min_words": "2"}, *lines, scope="turn") == ["boiler. It leaks"]
    assert echoed({"min_words": "3"}, *lines, scope="turn") == []


def test_asking_twice_gives_the_same() -> None:
    view = last_view("c: My boiler leaked.", "a: The boiler leaks.")
    one, _ = echo.build(echo.read({}, {}), Kit(lambda _: 0, "sentence"))
    two, _ = echo.build(echo.read({"min_words": "2"}, {}), Kit(lambda _: 0, "sentence"))
    assert one(view) == two(view) == one(view) != []


@pytest.mark.parametrize(
    ("lines", "spoken"),
    [
        (["c: The summer was ermine.", "a: I see."], False),
        (["c: hmmph", "a: umbrella"], False),
        (["c: Um, the boiler.", "a: I see."], True),
        (["c: The boiler.", "a: Mm-hmm."], True),
        (["c: uh-huh", *["a: Yes."] * 9, "a: Yes."], True),
        (["c: uh", *["a: Yes."] * 11, "a: Yes."], False),  # too long ago
    ],
)
def test_speech_written_down_word_for_word(lines: list[str], spoken: bool) -> None:
    test, _ = speech.build(speech.read("verbatim", {}), Kit(lambda _: 0, "sentence"))
    assert (test(last_view(*lines)) is WHOLE) is spoken
