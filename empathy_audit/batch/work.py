"""What is done with a part, by whichever process has it: its pieces are read and audited, or looked up in the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from empathy_audit.batch.auditing import Auditor, Choice
from empathy_audit.batch.parts import Part, Piece, Reading
from empathy_audit.errors import EmpathyAuditError, InputError
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.moments import asked
from empathy_audit.readers import MAX_WHOLE, Streak, contents, read, read_slice
from empathy_audit.reuse import NOTHING, Reuse

if TYPE_CHECKING:
    from empathy_audit.batch.cache import Cache

Item = Report | EmpathyAuditError  # what comes out of a conversation


class Setup(NamedTuple):
    """What is the same for all parts of a run."""

    rules: Rulebook | Choice
    reading: Reading = Reading()
    cache: Cache | None = None
    reuse: Reuse = NOTHING


class Outcome(NamedTuple):
    """What came out for a piece, packed. `reader` is the one that read the last line of a slice."""

    packed: bytes
    reader: str = ""
    unkept: str = ""  # why it is not in the cache, where it should be


class Worker:
    """Does parts of one run."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._auditor = Auditor(setup.rules, setup.reuse)
        self._how = setup.reading.how
        self._masked = _redaction() if setup.reading.redact else _as_it_is

    def items(self, part: Part, done: Callable[[Piece], None]) -> Iterator[Item]:
        """What comes out, one by one and unpacked, without the cache; `done` is told of each piece."""
        yield from self._audited(part.transcripts)
        for piece in part.pieces:
            yield from self._audited(read(piece.path, **self._how))
            done(piece)

    def outcomes(self, part: Part) -> list[Outcome]:
        """What comes out for each piece, or for the transcripts."""
        if part.transcripts:
            return [Outcome(_packed(self._audited(part.transcripts)))]
        return [self._outcome(piece) for piece in part.pieces]

    def _outcome(self, piece: Piece) -> Outcome:
        cache, slice = self.setup.cache, piece.slice
        if slice is None and cache is None:
            return Outcome(_packed(self._audited(read(piece.path, **self._how))))
        try:
            raw = contents(piece.path, slice.start, slice.length) if slice else contents(piece.path)
        except InputError as problem:
            return Outcome(_packed([problem]))
        name = ""
        if cache is not None:
            name = cache.name(raw, piece.path, slice, self._auditor.rules_at(piece.path))
            known = cache.find(name)
            if known is not None:
                reader, trace, *own = known[1].split("\t")
                if self.setup.reuse.trace(map(int, own)) == trace:  # what depends on others may be of another batch
                    return Outcome(known[0], reader)
        return self._judged(piece, raw, name)

    def _judged(self, piece: Piece, raw: bytes, name: str) -> Outcome:
        streak = Streak(piece.slice.reader if piece.slice else "")
        if piece.slice is not None:
            found = read_slice(piece.path, piece.slice, raw, streak, **self._how)
        else:
            found = read(piece.path, raw=raw if len(raw) <= MAX_WHOLE else None, **self._how)
        items = list(self._audited(found))
        outcome = Outcome(_packed(items), streak.reader)
        cache = self.setup.cache
        if cache is None or any(isinstance(item, EmpathyAuditError) or item.problems for item in items):
            return outcome  # a complaint may be of this moment, such as a library that is not installed
        own = self._asked(item for item in items if isinstance(item, Report))
        note = (streak.reader, self.setup.reuse.trace(own), *map(str, own))
        return outcome._replace(unkept=cache.keep(name, outcome.packed, "\t".join(note)))

    def _asked(self, reports: Iterable[Report]) -> list[int]:
        """By what signatures the reports may have asked whether others say the same."""
        found: set[int] = set()
        for each in reports:
            found |= asked(each.transcript, each.cues, self._auditor.rules_at(each.transcript.path))
        return sorted(found)

    def _audited(self, found: Iterable[Transcript | InputError]) -> Iterator[Item]:
        for each in found:
            yield each if isinstance(each, InputError) else self._auditor.audit(self._masked(each))


def _packed(items: Iterable[Item]) -> bytes:
    from empathy_audit.batch.packing import pack  # late: one process alone needs none of it

    return pack(list(items))


def _redaction() -> Callable[[Transcript], Transcript]:
    from empathy_audit.redacting import redact

    return redact


def _as_it_is(transcript: Transcript) -> Transcript:
    return transcript
