"""The language of phrases, as rule writers use it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_audit.matchers.anchors import anchors_of
from empathy_audit.matchers.index import Index
from empathy_audit.matchers.phrases import BadPhrase, path_of, read
from empathy_audit.matchers.phrases import test as phrase_test
from empathy_audit.matchers.view import View
from empathy_audit.model import Turn

LISTS = {"family": ("mum", "dad", "next of kin"), "gone": ("died", "passed away", "{family} lost")}


def quotes(phrase: str, text: str, negation: str = "skip") -> list[str]:
    """What `phrase` takes in of `text`."""
    phrases = read([phrase], LISTS, negation)
    index = Index(anchors_of([phrases]))
    index.add(phrases, 0)
    view = View(Turn(0, "customer", text), [], 0, None)
    view.said.hear(index.find)
    return [text[slice(*view.words.span(*span))] for span in phrase_test(phrases, 0)(view)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("[not] (so|very very) [bad] day", "so bad, very day"),
        ("called you", "I called. You were out."),  # a phrase never runs across the end of a sentence
        ("called you", "You called me"),
        ("call", "recall the caller's name"),  # whole words
        ("passed ... pillar", "passed from one of the many posts to pillar"),  # four words between
        ("=care", "nobody cares"),
        ("is that right?", "Is that right. Good."),
        ("{start} fine", "that is fine"),
        ("fine {end}", "fine thanks"),
        ("business", "the line is busy"),  # Snowball alone gives both one stem
        ("customer", "a custom colour"),
        ("evening", "even now"),
        ("{weekday}", "sunshine"),
        ("{number} times", "many times"),
        ("{family} died", "my phone died"),
        ("annoyed", "I'm not annoyed"),
        ("annoyed", "I'm not at all annoyed"),
        ("happy", "nobody is happy"),
    ],
)
def test_stays_silent(phrase: str, text: str) -> None:
    assert quotes(phrase, text) == []


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("I have called", "i've CALLED twice", "i've CALLED"),
        ("i have called", "Ive calling", "Ive calling"),
        ("is not working", "It isn’t working", "isn’t working"),
        ("do not work", "it doesnt work", "doesnt work"),
        ("going to leave", "I'm gonna leave", "gonna leave"),
        ("can not pay", "I cannot pay it", "cannot pay"),
        ("he has died", "he's died", "he's died"),
        ("feel let down", "I felt let down", "felt let down"),
        ("organise", "we organized it", "organized"),
        ("colour", "wrong color", "color"),
        ("cancelled", "you canceled it", "canceled"),
        ("apologise", "I apologize", "apologize"),
        ("mum", "my mom and I", "mom"),
        ("so you were charged", "So, you were charged", "So, you were charged"),
        ("i waited", "I, um, waited", "I, um, waited"),
        ("i feel", "I-I-I feel fine", "I-I-I feel"),
        ("passed ... pillar", "passed from post to pillar", "passed from post to pillar"),
        ("passed ... pillar", "passed pillar", "passed pillar"),
        ("(rung|called out) twice", "I called out twice", "called out twice"),
        ("[so] sorry", "sorry", "sorry"),
        ("(a b|c d|e f|g h) (a b|c d|e f|g h) (a b|c d|e f|g h) (a b|c d|e f|g h) x", "e f a b g h c d x", "e f a b g h c d x"),
        ("[not] (so|very very) [bad] day", "a very very day", "very very day"),
        ("[not] (so|very very) [bad] day", "not so bad day", "not so bad day"),
        ("{family} died", "my next of kin died", "next of kin died"),
        ("{gone}", "she passed away", "passed away"),
        ("{ordinal} time", "the 3rd time", "3rd time"),
        ("{ordinal} time", "the umpteenth time", "umpteenth time"),
        ("waited {duration}", "I waited three weeks", "waited three weeks"),
        ("{money}", "it cost £42.50 in all", "£42.50"),
        ("{money}", "forty quid", "forty quid"),
        ("at {clock}", "at 4pm sharp", "at 4pm"),
        ("thank you {name}", "Thank you Priya", "Thank you Priya"),
        ("=care", "I care", "care"),
        ("is that right?", "So 4 May, is that right?", "is that right"),
        ("{start} fine {end}", "Whatever. Fine. Bye", "Fine"),
        ("{start} so you", "So you were charged", "So you"),
        ("annoyed", "Isn't he annoyed", "annoyed"),
        ("upset", "no wonder you are upset", "upset"),
        ("annoyed", "It's not only late, I'm annoyed", "annoyed"),
        ("furious", "No, I'm furious", "furious"),
        ("can not pay", "I can't pay", "can't pay"),
        ("sooo", "sooo late", "sooo"),
    ],
)
def test_finds(phrase: str, text: str, quote: str) -> None:
    assert quote in quotes(phrase, text)


def test_negation_can_be_allowed_or_wanted() -> None:
    assert quotes("annoyed", "I'm not annoyed", "allow") == ["annoyed"]
    assert quotes("annoyed", "I'm not annoyed", "only") == ["annoyed"]
    assert quotes("annoyed", "I'm annoyed", "only") == []


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("so (sorry", "'(' is never closed"),
        ("so sorry)", "')' closes nothing"),
        ("so (sorry]", "'(' is closed by ']'"),
        ("() sorry", "there is nothing between '(' and ')'"),
        ("{famly} died", "there is no list named 'famly'"),
        ("...", "there is no word in this phrase"),
        ("... sorry", "'...' must stand between two words"),
        ("sorry ...", "'...' must stand between two words"),
        ("[so]", "every word of this phrase is optional"),
        ("so " * 700, "this phrase is longer than 2000 characters"),
    ],
)
def test_says_what_is_wrong(phrase: str, complaint: str) -> None:
    with pytest.raises(BadPhrase) as caught:
        path_of(phrase, LISTS)
    assert str(caught.value.args[0]) == complaint


def test_a_list_that_holds_itself_is_refused() -> None:
    with pytest.raises(BadPhrase, match="holds itself"):
        path_of("{a}", {"a": ("{b}",), "b": ("{a}",)})


@given(st.text(alphabet="ab (){}[]|.=?…'\"é ", max_size=40))
def test_any_text_is_a_phrase_or_a_clear_complaint(phrase: str) -> None:
    try:
        path = path_of(phrase, LISTS)
    except BadPhrase as bad:
        assert bad.args[0]
    else:
        assert path
