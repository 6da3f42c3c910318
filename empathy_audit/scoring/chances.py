"""Listening and valuing: points earned, of the points there was a chance to earn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from empathy_audit.model import BehaviourInfo, Cue, Moment, Rulebook, SumLine, Transcript

TRANSFERS = frozenset({"warm_transfer", "cold_transfer"})


def points(
    dimension: str, moments: Sequence[Moment], cues: Sequence[Cue], transcript: Transcript, rulebook: Rulebook
) -> Iterator[SumLine]:
    """A line for each behaviour of `dimension` that there was a chance for. It counts once, however often it was shown."""
    behaviours = rulebook.taxonomy.behaviours
    since = _chances(moments, cues, transcript, rulebook)
    for info in behaviours.values():
        if info.dimension != dimension or not info.points:
            continue
        chances = [since[name] for name in info.chance if name in since]
        if chances:
            yield _line(info, min(chances), cues, behaviours)


def _line(info: BehaviourInfo, since: int, cues: Sequence[Cue], behaviours: Mapping[str, BehaviourInfo]) -> SumLine:
    """What `info` earned after turn `since`: its points, or a rule's own where a rule gives fewer."""
    best: SumLine | None = None
    for cue in cues:
        if cue.turn <= since or cue.kind != "behaviour":
            continue
        if cue.behaviour == info.id:
            earned, note = min(info.points, cue.points or info.points), ""
        elif cue.behaviour in info.also:
            earned, note = info.points, f"by: {behaviours[cue.behaviour].name}"
        else:
            continue
        if best is None or earned > best.value:
            best = SumLine(info.name, earned, info.points, cue.turn, note)
    return best or SumLine(info.name, 0.0, info.points, None, "not heard")


def _chances(
    moments: Sequence[Moment], cues: Sequence[Cue], transcript: Transcript, rulebook: Rulebook
) -> Mapping[str, int]:
    """The situations that arose, and the turn of each one's first: what was said before it cannot answer it."""
    found: dict[str, int] = {}
    for turn in transcript.turns:
        if turn.role == "customer" and turn.text.count(" ") >= rulebook.scoring.talk_words - 1:
            found["talk"] = turn.index
            break
    for moment in moments:
        found.setdefault(moment.type, moment.turn)
        if "glad" not in rulebook.taxonomy.types[moment.type].traits:
            found.setdefault("moment", moment.turn)
    for cue in cues:
        if cue.behaviour in TRANSFERS:
            found.setdefault("transfer", cue.turn - 1)
            break
    return found
