"""A rule's clauses taken apart: every part is compiled as the engine compiles it, and asked about a turn on its own.

Nothing is worked out a second time: whether a part holds is what its own compiled test says of the view that the engine
made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from empathy_audit.engine.clauses import SIDES, Compiler
from empathy_audit.engine.compiled import Compiled
from empathy_audit.explaining import telling
from empathy_audit.explaining.parts import Part, said
from empathy_audit.explaining.phrasing import Phrase, denied, nearly, words_of
from empathy_audit.matchers import MATCHERS
from empathy_audit.matchers.phrases import Phrases
from empathy_audit.matchers.view import WHOLE, View
from empathy_audit.model import Clause, Place
from empathy_audit.rulebook.places import Places, Trail
from empathy_audit.rulebook.telling import many

Look = Callable[[View], Part]
FAR = 5.0  # words amiss: what a phrase of which nothing was said counts as


class Prober:
    """Takes the clauses of one rule apart. All looks must be made before the first turn is heard."""

    def __init__(self, compiler: Compiler, places: Places, *, curious: bool) -> None:
        self._compiler = compiler
        self._compile = compiler.compile
        self._places = places
        self._place = places.place
        self._curious = curious  # whether it is worth the work to say how nearly a phrase was said

    def look(self, clause: Clause, side: str, trail: Trail) -> Look:
        """A look at a turn of `side` for `clause`, which stands at `trail` in its rule."""
        side = clause.speaker or side
        wanted = [self._test(name, value, clause, side, trail) for name, value in clause.tests]
        wanted += [self.look(part, side, (*trail, "all", n)) for n, part in enumerate(clause.all)]
        if clause.any:
            wanted.append(self._any(clause, side, trail))
        if clause.signals:
            wanted.append(self._score(clause, side, trail))
        if clause.after is not None:
            wanted.append(self._after(clause, clause.after, trail))
        if len(wanted) == 1 and not clause.none:
            return wanted[0]
        return self._all(clause, side, wanted, trail)

    def _all(self, clause: Clause, side: str, wanted: Sequence[Look], trail: Trail) -> Look:
        whole, unrefused = self._compile(clause, side), self._compile(clause._replace(none=()), side)
        unwanted = Prober(self._compiler, self._places, curious=False)
        exceptions = [
            (unwanted.look(part, side, (*trail, "none", n)), self._compile(clause._replace(none=(part,)), side), part)
            for n, part in enumerate(clause.none)
        ]
        place = self._place(trail)

        def look(view: View) -> Part:
            held, without = bool(whole.test(view)), bool(unrefused.test(view))
            parts = [each(view) for each in wanted]
            missing = sum(part.distance for part in parts)
            apart = not without and not missing
            for each, alone, part in exceptions:
                found = each(view)
                parts.append(_exception(found, part, breaks=found.held and without and not held and not alone.test(view)))
            if without and not held and not any(part.instead for part in parts if part.kind == "none"):
                parts = [_exception(one, None, breaks=True) if one.kind == "none" and one.held else one for one in parts]
            broken = sum(part.kind == "none" and bool(part.instead) for part in parts)
            instead = "all of it was said, but not in one sentence" if apart else ""
            distance = 0.0 if held else missing + apart + broken
            return Part("all", "all of these", held, parts=tuple(parts), instead=instead, place=place, distance=distance)

        return look

    def _any(self, clause: Clause, side: str, trail: Trail) -> Look:
        options = [self.look(part, side, (*trail, "any", n)) for n, part in enumerate(clause.any)]
        if len(options) == 1:
            return options[0]
        place = self._place(trail)

        def look(view: View) -> Part:
            parts = tuple(option(view) for option in options)
            nearest = min(part.distance for part in parts)
            held = any(part.held for part in parts)
            return Part("any", "one of these", held, parts=parts, place=place, distance=nearest)

        return look

    def _score(self, clause: Clause, side: str, trail: Trail) -> Look:
        trails = [(*trail, "score", "signals", n) for n in range(len(clause.signals))]
        signals = [
            (weight, self.look(part, side, own), self._compile(part, side), telling.in_short(part), self._places.remark(own))
            for own, (weight, part) in zip(trails, clause.signals, strict=True)
        ]
        only = Clause(signals=clause.signals, at_least=clause.at_least, scope=clause.scope)
        whole = self._compile(only, side)
        place = self._place((*trail, "score"))
        least = clause.at_least

        anywhere = clause.scope != "sentence"

        def look(view: View) -> Part:
            number = view.words.sentence
            found = [compiled.test(view) for _, _, compiled, *_ in signals]
            whole_turn = [anywhere or spans is WHOLE or one[2].anywhere for spans, one in zip(found, signals, strict=True)]

            def counts(n: int, sentence: int) -> bool:
                spans = found[n]
                return bool(spans) and (whole_turn[n] or any(number[first] == sentence for first, _ in spans))

            def total(sentence: int) -> float:
                return sum(weight for n, (weight, *_) in enumerate(signals) if counts(n, sentence))

            best = max((number[first] for first, _ in view.sentences), key=total, default=0)
            parts = tuple(
                _signal(each(view), weight, asks, remark, view, None if whole_turn[n] else best, counts=counts(n, best))
                for n, (weight, each, _, asks, remark) in enumerate(signals)
            )
            sums, held = total(best), bool(whole.test(view))
            told = f"the signals add up to {sums:g}, and {least:g} are needed"
            words = f"the signals add up to {least:g} or more"
            distance = 0.0 if held else max(least - sums, 0.1)
            return Part("score", words, held, (), parts, "" if held else told, None, place, None, sums, least, distance)

        return look

    def _after(self, clause: Clause, earlier: Clause, trail: Trail) -> Look:
        within, speaker = clause.within, earlier.speaker
        whole = self._compile(Clause(after=earlier, within=within), "any")
        alone = self._compile(earlier, "any")
        each = self.look(earlier, "any", (*trail, "after"))
        sides = SIDES if speaker in ("", "any") else (speaker,)
        place = self._place((*trail, "after"))
        asks = f"in the last {telling.turns(within)} before, of {telling.SIDES[speaker or 'any']}"

        def look(view: View) -> Part:
            near = [one for one in view.earlier(within) if one.side in sides]
            held = bool(whole.test(view))
            if held:
                found = next(one for one in near if alone.test(one))
                return Part("after", asks, True, parts=(each(found),), place=place)
            farther = next((one for one in view.earlier(view.place) if one.side in sides and alone.test(one)), None)
            if farther is not None:
                back = view.place - farther.place
                where = _where(farther)
                instead = f"it was said at {where}, {back} turns before; the rule looks {many(within, 'turn')} back"
                return Part("after", asks, False, parts=(each(farther),), instead=instead, place=place, distance=1.0)
            parts = sorted((each(one) for one in near), key=lambda part: part.distance)[:1]
            instead = f"it was not said in the {many(within, 'turn')} before" if near else "no such turn comes before"
            distance = 1.0 + (parts[0].distance if parts else FAR)
            return Part("after", asks, False, parts=tuple(parts), instead=instead, place=place, distance=distance)

        return look

    def _test(self, name: str, value: Any, clause: Clause, side: str, trail: Trail) -> Look:
        turn = clause.scope == "turn"
        whole = self._compile(Clause(tests=((name, value),), scope=clause.scope), side)
        place = self._place((*trail, name))
        asks = telling.asks(name, value, turn=turn)
        if isinstance(value, Phrases):
            return self._phrases(whole, self._each(value, side, (*trail, name)), value, asks, place)
        lists = dict(zip(("of", "over"), getattr(MATCHERS[name], "phrases_in", _none)(value), strict=False))
        each = [phrase for key, phrases in lists.items() for phrase in self._each(phrases, side, (*trail, name, key))]
        totals = [self._compile(Clause(tests=(("phrases", phrases),)), side) for phrases in lists.values()]

        def look(view: View) -> Part:
            spans = whole.test(view)
            if not spans:
                counts = [str(len(total.test(view))) for total in totals]
                told = f"it counts {' against '.join(counts)} in the turn" if counts else ""
                told = told or telling.instead(name, value, view, turn=turn)
                return Part("test", asks, False, instead=told, place=place, distance=1.0)
            words = [word for phrase in each for word in words_of(view, phrase.anyhow.test(view), phrase)]
            found = telling.found(name, value, view, turn=turn)
            return Part("test", found, True, tuple(words or words_of(view, spans)), place=place)

        return look

    def _each(self, value: Phrases, side: str, trail: Trail) -> list[Phrase]:
        """Each phrase of a list on its own; a single text has no entries, and its trail leads to itself."""

        def compiled(text: str, negation: str) -> Compiled:
            return self._compile(Clause(tests=(("phrases", Phrases((text,), value.lists, negation)),)), side)

        return [
            Phrase(text, self._place((*trail, n)), compiled(text, value.negation), compiled(text, "allow"))
            for n, text in enumerate(value.texts)
        ]

    def _phrases(self, whole: Compiled, each: Sequence[Phrase], value: Phrases, asks: str, place: Place) -> Look:
        def look(view: View) -> Part:
            if whole.test(view):
                words = tuple(word for phrase in each for word in words_of(view, phrase.counted.test(view), phrase))
                return Part("test", asks, True, words, place=place)
            near = (denied(view, each, value.negation) or nearly(view, each, value.lists)) if self._curious else None
            instead = "" if near else "nothing near it was said"
            return Part("test", asks, False, instead=instead, near=near, place=place, distance=near.distance if near else FAR)

        return look


def _signal(
    part: Part, weight: float, asks: str, remark: str, view: View, sentence: int | None, *, counts: bool
) -> Part:
    """A signal of the best sentence (None = of the turn): what it found elsewhere is left out, for it does not count there."""
    words = part.words
    if sentence is not None:
        starts = [view.words.span(first, last) for first, last in view.sentences if view.words.sentence[first] == sentence]
        words = tuple(one for one in words if any(start <= one.span[0] < end for start, end in starts))
    instead = "it holds in another sentence" if part.held and not counts else ""
    return part._replace(weight=weight, asks=asks, remark=remark, held=counts, words=words, instead=instead)


def _none(_value: object) -> tuple[Phrases, ...]:
    return ()


def _exception(found: Part, clause: Clause | None, *, breaks: bool) -> Part:
    """A part that must not hold; `instead` says what was said where it broke the rule."""
    asks = telling.in_short(clause) if clause is not None else found.asks
    words = tuple(_quoted(found)) or (asks,)
    instead = f"an exception holds: {', '.join(words)}" if breaks else ""
    return found._replace(kind="none", asks=asks, instead=instead, near=None)


def _quoted(part: Part) -> Iterator[str]:
    yield from dict.fromkeys(f"“{' '.join(word.quote.split())}”" for word in said(part))


def _where(view: View) -> str:
    return f"turn {view.turn.index}" if view.turn.line is None else f"line {view.turn.line}"
