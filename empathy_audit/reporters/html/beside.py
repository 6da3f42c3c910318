"""What is measured beside the score, in plain words: nothing here moves a point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from empathy_audit.reporters import figures
from empathy_audit.reporters.html import words


def shown(measures: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Labels and values; what could not be measured comes last, and says so."""
    known, unknown = [], []
    for key, value in measures.items():
        label, say = KNOWN.get(key, (words.titled(key), words.plain))
        if value is None:
            unknown.append((label, "not assessed"))
        else:
            known.append((label, words.plain(value) if isinstance(value, Mapping) and key not in MAPS else say(value)))
    return known + unknown


MAPS = ("sentiment", "questions")
KNOWN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "sentiment": ("Customer's mood", lambda value: words.course(value.get("start"), value.get("end"))),
    "talk_share": ("Talk share", lambda value: f"{figures.whole(100 * value)}% of the words are the agent's"),
    "questions": ("Agent's questions", lambda value: f"{value.get('open', 0)} open, {value.get('closed', 0)} closed"),
    "longest_monologue": ("Longest agent turn", lambda value: figures.count(int(value), "word")),
    "reflections_per_question": ("Reflections", lambda value: f"{value:.2f} for each question"),
    "response_time": ("Usual time to reply", lambda value: f"{value:.1f} s"),
    "silence": ("Silence", lambda value: f"{value:.1f} s in long gaps" if value else "no long gaps"),
    "interruptions": ("Agent interrupted", lambda value: figures.count(value, "time") if value else "never"),
}
