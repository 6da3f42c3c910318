"""All conversations at a glance: what is kept of each while the next ones pass, and what the summary shows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from empathy_audit.model import DIMENSIONS, FELL_SHORT, Report, Run
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.html import charts, words
from empathy_audit.reporters.safe import clean, shorten

GROUPS = 40  # agents, teams or days in a chart
TITLES = {"agent": "Whom to coach on what", "team": "By team", "day": "By day", "folder": "By folder"}
NOTES = 200  # warnings and suppressions listed in the summary; each conversation has its own


class Row(NamedTuple):
    """A conversation in the table."""

    number: int
    name: str
    path: str
    agents: tuple[str, ...]
    verdict: str
    score: float | None
    dimensions: tuple[float | None, ...]
    met: int
    counted: int
    types: str  # ids of its moments, with a space between
    short: str  # ids of those that fell short


class Place(NamedTuple):
    """A note on one turn of a conversation, or on all of it."""

    number: int
    turn: int | None
    name: str
    what: str
    said: str = ""


class Overview:
    """Takes in reports and keeps none of them."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._moods: list[tuple[float, float]] = []
        self._types: dict[str, Counter[str]] = {}
        self._names: dict[str, str] = {}
        self._labels: set[str] = set()
        self._review: list[Place] = []
        self._warnings: list[Place] = []
        self._silenced: list[Place] = []

    def add(self, report: Report) -> int:
        """Takes in one report; gives its number on the page."""
        row = _row(len(self._rows), report)
        self._rows.append(row)
        self._labels.update(row.agents)
        for moment in report.moments:
            self._types.setdefault(moment.type, Counter())[moment.status] += 1
            self._names.setdefault(moment.type, moment.name)
        mood = report.measures.get("sentiment") or {}
        if mood.get("start") is not None and mood.get("end") is not None:
            self._moods.append((mood["start"], mood["end"]))
        self._note(row, report)
        return row.number

    def _note(self, row: Row, report: Report) -> None:
        for moment in report.moments:
            if moment.review:
                self._review.append(Place(row.number, moment.turn, row.name, moment.name, shorten(clean(moment.quote), 240)))
        for warning in wording.notes(report):
            self._warnings.append(Place(row.number, None, row.name, shorten(clean(warning), 300)))
        for found in report.suppressed:
            self._silenced.append(Place(row.number, found.turn, row.name, found.name, shorten(clean(found.by.reason), 240)))
        for asked in report.unused_suppressions:
            what = wording.no_effect(asked.rule)
            self._silenced.append(Place(row.number, asked.turn, row.name, what, shorten(clean(asked.fault), 240)))

    def shown(self, run: Run) -> dict[str, Any]:
        """Everything that summary.html draws."""
        rows = sorted(self._rows, key=_worst_first)
        verdicts = [(words.spoken(each), tone, run.summary.verdicts.get(each, 0)) for each, tone in words.VERDICTS.items()]
        return {
            "summary": run.summary,
            "run": run,
            "rows": rows,
            "verdicts": [each for each in verdicts if each[2]],
            "met": (sum(row.met for row in rows), sum(row.counted for row in rows)),
            "review": self._review,
            "warnings": (self._warnings[:NOTES], len(self._warnings)),
            "silenced": (self._silenced[:NOTES], len(self._silenced)),
            "type_rows": charts.types(self._types, self._names),
            "chart_scores": charts.distribution([(row.score, row.verdict) for row in rows if row.score is not None]),
            "dimensions": [charts.spread(name, _values(rows, number)) for number, name in enumerate(DIMENSIONS)],
            "chart_moods": charts.moods(self._moods),
            "groups": self._groups(run),
            "labels": sorted(self._labels),
            "height": charts.HEIGHT,
            "figures": figures,
            "label": _label,
            "words": words,
            "wording": wording,
        }

    def _groups(self, run: Run) -> list[dict[str, Any]]:
        """What was asked for, and where nothing was, agents and teams; those that are too few to rank apart."""
        by = run.lessons.by if run.lessons else {}
        found = []
        for key in [run.grouped_by] if run.grouped_by else ["agent", "team"]:
            every = by.get(key, ())
            ranked = every[-GROUPS:] if key == "day" else tuple(each for each in every if each.ranked)[:GROUPS]
            few = [each for each in every if not each.ranked and key != "day"][: GROUPS - len(ranked)]
            if every:
                more = len(every) - len(ranked) - len(few)
                linked = {each.name for each in (*ranked, *few) if key == "agent" and _label(each.name) in self._labels}
                found.append({"key": key, "title": TITLES[key], "ranked": ranked, "few": few, "more": more, "linked": linked})
        return found


def _row(number: int, report: Report) -> Row:
    met, counted = report.met
    short = {moment.type for moment in report.moments if moment.status in FELL_SHORT and not moment.review}
    return Row(
        number,
        shorten(clean(words.name(report)), 160),
        shorten(clean(report.transcript.path), 300),
        _agents(report),
        report.verdict,
        report.score.overall,
        tuple(getattr(report.score, each) for each in DIMENSIONS),
        met,
        counted,
        " ".join(sorted({moment.type for moment in report.moments})),
        " ".join(sorted(short)),
    )


def _agents(report: Report) -> tuple[str, ...]:
    """The labels that spoke for the company: the agents', or the bot's where there was no agent."""
    roles = report.transcript.roles
    info = roles.get("agent") or roles.get("bot")
    return tuple(_label(label) for label in info.labels[:5]) if info else ()


def _label(words: str) -> str:
    return shorten(clean(words), 60)


def _values(rows: Sequence[Row], number: int) -> list[float]:
    return sorted(value for row in rows if (value := row.dimensions[number]) is not None)


def _worst_first(row: Row) -> tuple[int, float, str, str]:
    return list(words.VERDICTS).index(row.verdict), 101.0 if row.score is None else row.score, row.path, row.name
