"""Words, sentences, negation and polarity: what comes through the one door to nltk and textblob."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_audit import text
from empathy_audit.text.alone import alone
from empathy_audit.text.negation import negated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("business", "busy"), ("customer", "custom"), ("important", "import"), ("relative", "relate"), ("hardly", "hard"),
        ("evening", "even"), ("willing", "will"), ("university", "universe"), ("wise", "wizard"), ("promise", "promiz"),
        ("exercise", "exert"), ("our", "or"), ("hour", "hor"), ("four", "for"), ("your", "yor"), ("was", "is"),
    ],
)  # fmt: skip
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert text.stem(one) != text.stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("felt", "feeling"), ("heard", "hears"), ("told", "tell"), ("rang", "rung"), ("paid", "paying"),
        ("colour", "color"), ("favourite", "favorite"), ("organised", "organizing"), ("cancelled", "canceled"),
        ("cheque", "check"), ("mum", "mom"), ("centre", "center"), ("apologise", "apologized"), ("is", "are"), ("has", "had"),
        ("children", "child"), ("died", "dying"), ("worried", "worry"), ("licence", "license"), ("travelling", "traveling"),
    ],
)  # fmt: skip
def test_words_that_are_one(one: str, other: str) -> None:
    assert text.stem(one) == text.stem(other)


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        ("Mr. Pike rang at 4.30 p.m. today. Then nothing.", 2),
        ("See www.example.com for more", 1),
        ("It cost £4.50! Really?! Yes.", 3),
        ("I... I don't know", 1),
        ("one\ntwo", 2),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences(said: str, sentences: int) -> None:
    from empathy_audit.matchers.view import View
    from empathy_audit.model import Turn

    assert len(View(Turn(0, "customer", said), [], 0, None).sentences) == sentences


@pytest.mark.parametrize(
    ("said", "reached"),
    [
        ("I am annoyed", ""),
        ("no wonder you are upset", ""),
        ("no, I am furious", ""),
        ("not only late", ""),
        ("why not call", ""),
        ("I can't believe how rude he was", ""),
        ("Isn't it awful", ""),
        ("I'm not annoyed but tired", "annoyed"),
        ("nobody is happy", "is happy"),
        ("I don't think you are rude", "think you are rude"),
        ("never been angry. Tired", "been angry"),
        ("without any warning", "any warning"),
    ],
)
def test_what_a_negation_reaches(said: str, reached: str) -> None:
    words = text.words(said)
    assert " ".join(words.items[i].form for i in sorted(negated(words))) == reached


def test_polarity_understands_contractions_and_curly_quotes() -> None:
    assert text.polarity("it isn't good") < 0
    assert text.polarity("it isn’t good") < 0
    assert text.polarity("this is good") > 0
    assert text.polarity("") == 0


def test_content_leaves_small_words_out() -> None:
    assert text.content("I am so sorry that the boiler is cold") == {"boiler", "cold"}


@given(st.text(max_size=200))
def test_every_text_has_words_with_true_places(said: str) -> None:
    words = text.words(said)
    assert len(words.items) == len(words.places()) == len(words.sentence)
    assert words.items[0].end and words.items[-1].end
    assert words.places() == sorted(words.places())
    assert all(0 <= first <= last <= len(said) for first, last in words.places())
    assert words.sentence == sorted(words.sentence)


# What is loaded of nltk and textblob


def test_only_what_is_used_is_loaded_and_the_libraries_stay_whole_for_others() -> None:
    code = (
        "import sys\nfrom empathy_audit import text\n"
        "told = text.stem('running'), text.polarity('a wonderful day') > 0.5\n"
        "print(*told, sorted({name.partition('.')[0] for name in sys.modules} & {'nltk', 'textblob', 'joblib', 'yaml'}))\n"
        "import nltk, textblob, nltk.corpus\nprint(nltk.ngrams is not None, textblob.TextBlob('awful').sentiment.polarity < 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["run True []", "True True"]


def test_what_is_loaded_alone_is_what_the_whole_library_has() -> None:
    from nltk.stem.snowball import EnglishStemmer
    from textblob.en import sentiment

    assert [text.stem(word) for word in ("ponies", "generously", "skies")] == list(
        map(EnglishStemmer().stem, ("ponies", "generously", "skies"))
    )
    words = "not a very good and truly terrible answer".split()
    assert text.polarity(" ".join(words)) == sentiment(words)[0]


def test_a_library_that_was_rebuilt_is_imported_as_usual() -> None:
    (found,) = alone(["json.decoder"], without=["json.scanner"])  # loaded already
    assert found.JSONDecoder is not None
    with pytest.raises(ImportError):
        alone(["no_such_library.part"])
