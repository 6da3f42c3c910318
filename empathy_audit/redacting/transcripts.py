"""A whole transcript: its turns one after the other, its labels, its id and path, and what is said about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from empathy_audit.errors import EmpathyAuditError, Problem, RolesUnknownError
from empathy_audit.model import MASKS, RoleInfo, Suppression, Transcript, Turn
from empathy_audit.redacting import announced, checked, names, places
from empathy_audit.redacting.announced import Asked
from empathy_audit.redacting.digits import Run, others, runs
from empathy_audit.redacting.spans import Found, covered, together, without

SPELL = ("spell", "surname", "last name", "first name", "full name")
SPELLED = 3  # turns in which a name may be spelled, the one that speaks of it among them

Plain = Callable[[str], str]


def redact(transcript: Transcript) -> Transcript:
    """The transcript with masks in place of what is personal, and in `redacted` how many of which kind.

    Spans and lines stay right, because everything after this sees the masked words alone. The path stays, because settings go
    by it; `shown` is the one to be told.
    """
    known = names.known(transcript)
    counts: Counter[str] = Counter()
    labels = _labels(transcript, known)

    def plain(text: str) -> str:
        """Words about the conversation, which may quote a label or what was said."""
        for label, masked in labels.items():
            text = text.replace(f'"{label}"', f'"{masked}"')
        return without(text, together([*_codes(text), *names.standing(text, known)]))

    return transcript._replace(
        id=places.name(transcript.id, known),
        shown=places.path(transcript.path, known),
        turns=tuple(_turns(transcript.turns, known, labels, counts)),
        roles={role: _role(info, labels, plain) for role, info in transcript.roles.items()},
        warnings=tuple(map(plain, transcript.warnings)),
        suppressions=tuple(_suppression(each, plain) for each in transcript.suppressions),
        redacted={kind: counts[kind] for kind in MASKS if counts[kind]},
    )


def hidden(error: EmpathyAuditError) -> EmpathyAuditError:
    """What could not be read, without the labels and other words of the file that a message may quote."""
    labels = isinstance(error, RolesUnknownError)
    return type(error)([_problem(each, labels=labels) for each in error.problems])


def _problem(problem: Problem, *, labels: bool) -> Problem:
    """The file of an error is named as it is where nothing in its name is personal."""
    path = places.path(problem.path, names.Known())
    if labels:
        message = "cannot tell who is the agent and who the customer; redaction hides the speakers' labels"
        fix = "leave redaction out once to see them, then use --agent or --customer"
        return replace(problem, path=path, message=message, fix=fix)
    message, fix = (without(text, together(_codes(text))) for text in (problem.message, problem.fix))
    return replace(problem, path=path, message=message, fix=fix)


# -- turns ------------------------------------------------------------------------------------------------------------


def _turns(turns: Sequence[Turn], known: names.Known, labels: Mapping[str, str], counts: Counter[str]) -> Iterator[Turn]:
    asked = Asked()
    spelled = 0
    for turn in turns:
        text, by = turn.text, turn.speaker or turn.role
        apart = others(text)
        told = list(runs(text, apart))
        found = [*_codes(text, told, apart), *announced.answered(text, by, asked, told)]
        asked = announced.asked(text, by, asked, found)
        spelled = SPELLED if any(word in text.casefold() for word in SPELL) else max(spelled - 1, 0)
        masked = together([*found, *names.standing(text, known, spelled=bool(spelled))])
        counts.update(each.kind for each in masked)
        speaker = labels.get(turn.speaker, turn.speaker)
        same = not masked and speaker == turn.speaker
        yield turn if same else replace(turn, text=without(text, masked), speaker=speaker)


def _codes(text: str, told: Sequence[Run] | None = None, apart: Sequence[tuple[int, int]] | None = None) -> list[Found]:
    """Everything but names. The first of two that overlap gives the kind: what is certain comes first."""
    apart = others(text) if apart is None else apart
    told = list(runs(text, apart)) if told is None else told
    found = [*checked.emails(text)]
    new = list(_numbers(text, told, apart)) if told else []
    while new:  # what is found may have hidden its neighbours
        found += new
        text = covered(text, new)
        apart = others(text)
        new = list(_numbers(text, list(runs(text, apart)), apart))
    return found


def _numbers(text: str, told: Sequence[Run], apart: Sequence[tuple[int, int]]) -> Iterator[Found]:
    yield from checked.ibans(text)
    yield from checked.cards(told)
    yield from checked.cards(list(runs(text)), even=True) if apart else ()
    yield from announced.announced(text, told, apart)
    yield from checked.phones(text, told, apart)
    yield from checked.nationals(text)
    yield from checked.postcodes(text)


# -- what stands beside them ------------------------------------------------------------------------------------------


def _labels(transcript: Transcript, known: names.Known) -> dict[str, str]:
    """Each speaker's label as it may be shown; speakers stay distinct, for who said what is judged by them."""
    machines = {turn.speaker for turn in transcript.turns if turn.role in ("bot", "system")}
    all_of_them = [turn.speaker for turn in transcript.turns]
    all_of_them += [each for info in transcript.roles.values() for each in info.labels]
    shown: dict[str, str] = {}
    for label in dict.fromkeys(filter(None, all_of_them)):
        machine = label in machines
        masked = _label(label, machine=machine)
        masked = masked if machine else without(masked, list(names.standing(masked, known)))
        shown[label] = masked if masked == label else _distinct(masked, shown.values())
    return shown


@lru_cache(maxsize=4096)
def _label(label: str, *, machine: bool) -> str:
    named = [] if machine else names.in_label(label)
    return without(label, together([*_codes(label), *named]))


def _distinct(text: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(each for number in range(1, len(used) + 2) if (each := text if number == 1 else f"{text} {number}") not in used)


def _role(info: RoleInfo, labels: Mapping[str, str], plain: Plain) -> RoleInfo:
    return info._replace(labels=tuple(dict.fromkeys(labels.get(each, each) for each in info.labels)), reason=plain(info.reason))


def _suppression(asked: Suppression, plain: Plain) -> Suppression:
    return asked._replace(reason=plain(asked.reason), fault=plain(asked.fault))
