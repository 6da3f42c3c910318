"""What one stretch of the company's does for one moment: its cues by rung, with what is worth less than it sounds set apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from empathy_audit.model import Cue, Taxonomy
from empathy_audit.moments.raising import Raised
from empathy_audit.moments.sentences import (
    YOU,
    before_refusing,
    before_turning,
    mirrors,
    said_twice,
    sentence,
    stems,
    telling,
)
from empathy_audit.moments.stretches import Stretch
from empathy_audit.reuse import NOTHING, Reuse, held_by

DIGITS = 3  # so many different numbers and nothing else are an account number, not "Three times!"; own judgement


class Said(NamedTuple):
    """What an answer can be specific to: the customer's content words, and the type's own nouns.

    `company` is all that the company says here, `reuse` what it says in other conversations, too.
    """

    words: frozenset[str]
    nouns: frozenset[str]
    company: str
    reuse: Reuse = NOTHING


class Evidence(NamedTuple):
    """A stretch as an answer to a moment. Cues of one kind are in the order in which they were heard.

    Nothing in `likeness`, `confirmation`, `feeling` and `warmth` is taken back by a refusal in the same stretch: what was is
    in `halved`. `warmth` is what stays general. `stock` are stock phrases, and what is no more than that because it stands
    in one; `repeated` is what the company says elsewhere in the same words, `scripted` what it says in other conversations, of
    which `transcripts` hold the most common; `echoes` hand back something beside the moment.
    """

    stretch: Stretch
    all: Sequence[Cue]
    specific: bool  # takes up the customer's own words, or the type's
    halfway: bool  # a refusal is there, and what stands before it is specific
    likeness: Sequence[Cue]
    confirmation: Sequence[Cue]
    feeling: Sequence[Cue]
    warmth: Sequence[Cue]
    echoes: Sequence[Cue]
    stock: Sequence[Cue]
    repeated: Sequence[Cue]
    scripted: Sequence[Cue]
    transcripts: int
    halved: Sequence[Cue]
    rungs: Mapping[str, Sequence[Cue]]  # the cues of every rung, as they were heard

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(cue.behaviour for cue in self.all)


def gather(one: Raised, stretch: Stretch, cues: Sequence[Cue], said: Said, taxonomy: Taxonomy) -> Evidence:
    """What `stretch` with its `cues` does for the moment `one`."""
    rungs: dict[str, list[Cue]] = {name: [] for name in taxonomy.rungs}
    for cue in cues:
        for name, ids in taxonomy.rungs.items():
            if cue.behaviour in ids:
                rungs[name].append(cue)
    texts = {turn.index: turn.text for turn in stretch.turns}
    sentences = {cue: sentence(texts[cue.turn], cue.span) for cue in cues}
    detail = {sentences[cue] for cue in rungs["specific"]}
    called = stems(" ".join(cue.quote for cue in rungs["name"]))  # to call somebody by name says nothing about the moment
    words = said.words - called

    def shares(cue: Cue) -> bool:
        return sentences[cue] in detail or bool(stems(sentences[cue]) & words)

    def takes_up(cue: Cue) -> bool:
        """Whether a stock phrase does so itself; what comes after its "but", or is refused after its comma, is another matter."""
        granted = before_refusing(sentences[cue])
        return sentences[cue] in detail or bool(stems(granted if cue.quote in granted else sentences[cue]) & words)

    kinds: dict[str, list[Cue]] = {
        "feeling": [], "warmth": [], "echoes": [], "repeated": [], "scripted": [], "stock": [*rungs["perfunctory"]],
    }  # fmt: skip
    hollow = {sentences[cue] for cue in rungs["script"]}
    never = {sentences[cue] for cue in rungs["non_apology"]}
    for cue in (*rungs["acknowledgement"], *rungs["warmth"], *rungs["stock"]):
        id, own = cue.behaviour, sentences[cue]
        if own in never or (own in hollow and not shares(cue)):
            kind = "stock"
        elif id not in taxonomy.rungs["exempt"] and said_twice(own, said.company):
            kind = "repeated"
        elif id not in taxonomy.rungs["by_heart"] and held_by(texts[cue.turn], cue.span, said.reuse):
            kind = "scripted"
        elif id in taxonomy.rungs["echo"]:
            shared = stems(own) & words
            kind = "feeling" if telling(shared) and mirrors(own, len(shared)) else "echoes"
        elif len(stems(own)) >= DIGITS and not telling(stems(own)):  # a number read back, whatever it was taken for
            kind = "echoes"
        elif id in taxonomy.rungs["acknowledgement"]:
            kind = "feeling"
        elif id in taxonomy.rungs["warmth"]:
            kind = "feeling" if id in one.expected or shares(cue) or stems(own) & said.nouns else "warmth"
        else:  # a stock phrase that takes up what the customer said is an acknowledgement; a question is only polite
            kind = "feeling" if takes_up(cue) and not own.endswith("?") else "stock"
        kinds[kind].append(cue)
    refused = bool(rungs["refusal"])
    return Evidence(
        stretch=stretch,
        all=cues,
        specific=bool(detail) or bool(stems(stretch.text) & (words | said.nouns)),
        halfway=refused and bool(stems(before_turning(stretch.text)) & words),
        likeness=[] if refused or "no_likeness" in one.info.traits else [c for c in rungs["shared"] if _returns(c, stretch)],
        confirmation=[] if refused else [cue for cue in rungs["confirmation"] if cue in kinds["feeling"]],
        feeling=[] if refused else kinds["feeling"],
        warmth=[] if refused else kinds["warmth"],
        echoes=kinds["echoes"],
        stock=kinds["stock"],
        repeated=kinds["repeated"],
        scripted=kinds["scripted"],
        transcripts=max((held_by(texts[cue.turn], cue.span, said.reuse) for cue in kinds["scripted"]), default=0),
        halved=kinds["feeling"] if refused else [],
        rungs=rungs,
    )


def _returns(cue: Cue, stretch: Stretch) -> bool:
    """Whether the agent, after a likeness of their own, comes back to the customer."""
    later = [turn.text for turn in stretch.turns if turn.index > cue.turn]
    rest = [turn.text[cue.span[1] :] for turn in stretch.turns if turn.index == cue.turn]
    return any(YOU.search(words) for words in rest + later)
