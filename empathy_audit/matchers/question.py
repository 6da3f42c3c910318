"""`question`: sentences that ask, also where speech has no question mark.

An open question cannot be answered with yes, no or one fact: it asks how, what or why. A closed one begins with an
auxiliary, asks for one fact (when, who, how many), or is a statement with a question mark or a tag ("..., right?"); these
last are also found on their own as `statement`. (Terms after motivational interviewing, Miller & Rollnick.)

How it looks: small words that only take the turn ("okay, so ...") are passed over. An interrogative word asks where it
begins the sentence or a clause, or where an auxiliary follows it ("how are", "what do"). Without a question mark, which
speech does not have, the auxiliary must be followed by its subject ("do you", "what did they"). A question that its own
asker answers in the next breath ("Can it be fixed? No.") asks nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, choice
from empathy_audit.matchers.view import Spans, Test, View
from empathy_audit.text import Word

FINAL = "final"  # whatever its kind: it leaves the floor to the other side
_KINDS = {
    "open": ("open",),
    "closed": ("closed", "statement"),
    "statement": ("statement",),
    "any": ("open", "closed", "statement"),
}

_OPEN = frozenset("how what why".split())
_FACT = frozenset("when where who which whose whom".split())
_ASKING = _OPEN | _FACT
_AUXILIARY = frozenset(
    "is are was were am do does did have has had can could will would should shall may might must be 's 'd".split()
)
_TELLTALE = _ASKING | _AUXILIARY  # without one of these nothing asks but a question mark
_SUBJECT = frozenset(
    "you i we they he she it that this there these those your any anyone anybody anything someone something".split()
)
_LEAD = frozenset(  # words that take the turn and say nothing
    "so and okay well but now right alright oh then just yes yeah yep no nope sorry because like hey hi hello sure ah aha also "
    "or mm hmm mhm uhhuh uh huh good great lovely perfect cool brilliant fine thanks actually please all gotcha lol wow".split()
)
_SAYS_NOTHING = _LEAD | frozenset("i see you know mean correct pardon excuse me really there thank".split())
_COUNTED = frozenset("much many often old far big soon".split())  # how much
_FACT_NOUN = frozenset(  # what time, what is your last name
    "time day date year month number name address email postcode zip code reference id size model version amount".split()
)
_PREPOSITION = frozenset("in on at for to from by with of about".split())  # in what way, for how long
_AFTER_OPEN = frozenset("about else kind sort kinds sorts brings brought made makes happened happens".split())
_IMPERATIVE = frozenset("do have be".split())  # do not ..., have a ..., be ...
_CONDITION = frozenset("had should were may might must shall 's 'd be".split())  # should you need, had you called
_PERSON = frozenset("you your we they".split())
_THEM = frozenset("you we they".split())
_THEIRS = frozenset("the my his her their our".split())
_BE = frozenset("is are was were am be 's".split())
_DO = frozenset("do does did have has had".split())
_DID = frozenset("do does did".split())
_MAY = frozenset("may shall should".split())
_US = frozenset("i we".split())
_ANSWERS = frozenset("no nope yes because probably".split())
_PLAIN = frozenset("is are was were did does has".split())  # never an order, as "do the ..." and "have the ..." are
_MODAL = frozenset("can could will would should might".split())
_TELLING = frozenset("is was 's".split())
_ASKS_YOU = frozenset("do did can could would".split())
_TURNS_ROUND = frozenset(  # nor do you, than can you, if I can
    "so nor neither as than what that which how if only not just you i we they it and".split()
)
_BRIEF = 4  # words; "what you think?" asks, "what you are saying is that he left?" does not
_SHORT = 12  # words; "how about ..." and "what happened ..." in longer stretches of speech are often told, not asked


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> str:
    """open, closed, statement or any; or final, the one that ends the turn."""
    return choice(value, (*_KINDS, FINAL))


def build(wanted: str, _kit: Kit) -> tuple[Test, int | None]:
    """Holds in the sentences that ask in that way."""
    kinds = _KINDS["any" if wanted == FINAL else wanted]

    def asked(view: View) -> Spans:
        asking = view.said.notes.get("question")
        if asking is None:
            asking = view.said.notes["question"] = _questions(view)
        found = [span for span, kind in asking if kind in kinds]
        return [span for span in found if span == view.sentences[-1]] if wanted == FINAL else found

    return asked, None


def _questions(view: View) -> list[tuple[tuple[int, int], str]]:
    items = view.words.items
    pauses = view.words.pauses
    kinds = []
    for first, last in view.sentences:
        kind = kind_of(items[first:last], items[last].end, frozenset(i - first for i in pauses if first < i < last))
        if kind and not (items[last].end == "?" and last + 1 < len(items) and items[last + 1].form in _ANSWERS):
            kinds.append(((first, last), kind))
    return kinds


def kind_of(sentence: Sequence[Word], mark: str, pauses: Collection[int] = ()) -> str:
    """open, closed, statement (a closed one without the form of a question), or "" for a sentence that does not ask.

    `mark` is what ends it; `pauses` are the positions of words that follow a comma or a dash.
    """
    forms = [word.form for word in sentence]
    if mark != "?" and _TELLTALE.isdisjoint(forms):
        return ""
    start = _after_lead(forms)
    if start == len(forms):
        return ""  # "okay?", "right?"
    return _marked(forms, start, pauses) if mark == "?" else _unmarked(forms, start)


def _after_lead(forms: Sequence[str]) -> int:
    """Where the sentence begins to say something; its length where it never does."""
    start, end = 0, len(forms)
    while start < end:
        if forms[start] in _LEAD:
            start += 1
        elif forms[start] == "i" and forms[start + 1 : start + 2] in (["see"], ["mean"]):
            start += 2
        else:
            break
    return end if all(form in _SAYS_NOTHING for form in forms[start:]) else start


def _marked(forms: Sequence[str], start: int, pauses: Collection[int]) -> str:
    if forms[start] in _AUXILIARY and not _asks_again(forms, start + 1):
        return "closed"
    end = len(forms)
    for i in range(start, end):
        if forms[i] in _ASKING and (i == end - 1 or _interrogates(forms, i, start, pauses)):
            return "closed" if forms[i] in _FACT or _one_fact(forms, i) else "open"
    if any(forms[i] in _AUXILIARY and forms[i + 1] in _SUBJECT for i in range(start, end - 2)):
        return "closed"
    return "statement"


def _interrogates(forms: Sequence[str], i: int, start: int, pauses: Collection[int]) -> bool:
    """Whether the how, what, when at `i` asks, and does not only join: "when you go out, ...", "I know what you mean"."""
    following, third = (*forms[i + 1 : i + 3], "", "")[:2]
    if following in _AUXILIARY and (forms[i] in _OPEN or third in _SUBJECT):
        return True
    if forms[i] == "how" and third in _AUXILIARY:
        return True
    if forms[i] == "when" or (following in _SUBJECT and forms[i] != "how" and len(forms) - i > _BRIEF):
        return False
    before = forms[i - 1] if i > start else ""
    return (
        i == start or i in pauses or before in _LEAD or forms[i].startswith(before) or (i - 1 == start and before in _PREPOSITION)
    )


def _asks_again(forms: Sequence[str], start: int) -> bool:
    """Whether a sentence that began to ask for yes or no goes over to another question: "is it ... how do you ..."."""
    return any(
        forms[i] in _OPEN and forms[i + 1] in _AUXILIARY and forms[i + 2] in _SUBJECT for i in range(start, len(forms) - 2)
    )


def _one_fact(forms: Sequence[str], i: int) -> bool:
    """Whether the how or what at `i` asks for one fact: how much, what time, what is your last name."""
    following = forms[i + 1] if i + 1 < len(forms) else ""
    if forms[i] == "how":
        return following in _COUNTED
    if forms[i] == "what":
        return following in _FACT_NOUN or (following in _BE and not _FACT_NOUN.isdisjoint(forms[i + 2 : i + 6]))
    return False


def _unmarked(forms: Sequence[str], start: int) -> str:
    first, second, third = (*forms[start : start + 3], "", "")[:3]
    if first in _AUXILIARY:
        may = first in _MAY and second in _US
        if second == "not" and first in _PLAIN and third in _PERSON:
            return "closed"  # "aren't you proud of it"
        asks = (
            (second in _SUBJECT or (second in _THEIRS and first in _PLAIN))
            and (may or first not in _CONDITION)
            and (first not in _IMPERATIVE or second in _THEM)
        )
        return "closed" if asks and third else ""  # "so am I" does not ask
    if first in _ASKING:
        kind = "closed" if first in _FACT or _one_fact(forms, start) else "open"
        told = not _TELLING.isdisjoint(forms[start + 3 :])  # "what I would do is ..." answers itself
        if second in _AUXILIARY:
            if third in _SUBJECT or (third and second in _DID) or (
                not told and (third in _THEIRS or first == "how" or (second in _MODAL and third and first == "what"))
            ):
                return kind
        elif (
            first == "how"
            and second not in _SUBJECT
            and any(forms[i] in _AUXILIARY and forms[i + 1] in _SUBJECT for i in range(start + 2, min(start + 5, len(forms) - 1)))
        ):
            return kind  # how confident are you, how many times have you
        elif first in _OPEN and (second in _AFTER_OPEN or (first == "how" and second == "you")):
            return kind if len(forms) - start < _SHORT else ""
    for i in range(start, len(forms) - 2):
        if forms[i + 2] in _PERSON and forms[i + 1] in _AUXILIARY and forms[i] in _OPEN:
            return "closed" if _one_fact(forms, i) else "open"
        if forms[i + 1] == "you" and forms[i] in _ASKS_YOU and start < i < start + 3 and forms[i - 1] not in _TURNS_ROUND:
            return "closed"  # speech without any marks: "sarah do you have ..."
    return ""
