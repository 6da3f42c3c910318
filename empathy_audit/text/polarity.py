"""TextBlob's sentiment: the only place that knows textblob, and imports it at the first call."""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from empathy_audit import kept
from empathy_audit.text.alone import alone


def polarity_of(forms: Sequence[str]) -> float:
    """The polarity of small-letter words, -1 to 1; 0 where none is known.

    Contractions must have been spelled out: TextBlob takes "isn't good" for praise. It is given the words as a list, which
    costs a quarter of what its own tokeniser does.
    """
    known = _sentiment()[1]
    telling: list[str] = []
    idle = True
    for form in forms:  # unknown words only end the reach of a "not" or a "very": TextBlob is slow to skip them
        if form in known:
            telling.append(form)
            idle = False
        elif not idle:
            telling.append(form)
            idle = len(form) > 2
    return _told(tuple(telling)) if telling else 0.0


@lru_cache(maxsize=4096)  # a few words ("thanks", "not good") are most of what there is to be told
def _told(telling: tuple[str, ...]) -> float:
    return float(_sentiment()[0](list(telling))[0])


@cache
def _sentiment() -> tuple[Any, frozenset[str]]:
    """TextBlob's analyser, and every word and emoticon that it can tell something about."""
    base, english = alone(["textblob._text", "textblob.en"])
    sentiment = english.sentiment
    _read_lexicon(sentiment, [Path(module.__file__ or "") for module in (base, english)])
    signs = (sign.lower() for faces in base.EMOTICONS.values() for sign in faces)
    return sentiment, frozenset(sentiment.keys()).union(sentiment.negations, signs)


def _read_lexicon(sentiment: Any, code: list[Path]) -> None:
    """Gives the analyser its lexicon as it was parsed before: it would read 50 ms of XML, a quarter of a short audit."""
    name = kept.name_of("lexicon", (), [Path(sentiment.path), *code])
    tables = (sentiment, sentiment.labeler, sentiment._synsets)
    raw = kept.find(name)
    try:
        for table, known in zip(tables, marshal.loads(raw or b""), strict=True):
            dict.update(table, known)
    except (ValueError, EOFError, TypeError):
        sentiment.load()
        kept.keep(name, marshal.dumps([dict(dict.items(table)) for table in tables]))
