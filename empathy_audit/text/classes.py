"""Built-in word classes of the rule language: {number}, {ordinal}, {weekday}, {month}, {money}, {clock}, {name}, {duration}.

Single-word classes are decided by looking at one word; `COMPOUND` holds those of several words, as phrases.
"""

from __future__ import annotations

import re

from empathy_audit.text import Word

_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen hundreds "
    "thousands dozens".split()
)
_ORDINAL_WORDS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fifteenth twentieth umpteenth "
    "nth hundredth thousandth".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues weds wed thu thur thurs fri sat sun".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep "
    "oct nov dec".split()
)
_VERBS_TOO = frozenset({"may", "march"})  # months only with a capital: "you may try", "we marched"
_DIGITS = re.compile(r"^\d+(?:[.,]\d+)*k?$")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")
_CLOCK = re.compile(r"^(?:\d{1,2}[.:]\d{2}(?:am|pm)?|\d{1,2}(?:am|pm)|noon|midnight|midday)$")

CLASSES = ("number", "ordinal", "weekday", "month", "money", "clock", "name", "duration")
SINGLE = tuple(name for name in CLASSES if name != "duration")  # those that one word can be
COMPOUND = {
    "duration": (
        "[about] ({number}|a|an|several|few|half an|half a|many|couple of|a few) "
        "(second|minute|min|hour|hr|day|night|week|fortnight|month|year|decade|weekend|quarter)",
        "(hours|days|weeks|months|years|ages|forever) [and (hours|days|weeks|months|years|ages)]",
    ),
    "money": ("{number} (pound|quid|dollar|buck|euro|pence|cent|grand|rupee|penny)",),
    "clock": ("{number} oclock", "half past {number}", "quarter (past|to) {number}"),
}


def classes_of(word: Word) -> tuple[str, ...]:
    """The single-word classes that `word` belongs to."""
    form = word.form
    found = []
    if form in _NUMBER_WORDS or _DIGITS.match(form):
        found.append("number")
    if form in _ORDINAL_WORDS or _ORDINAL.match(form):
        found.append("ordinal")
    if form in _WEEKDAYS:
        found.append("weekday")
    if form in _MONTHS and (word.name or form not in _VERBS_TOO):
        found.append("month")
    if form[:1] in "£$€":
        found.append("money")
    if _CLOCK.match(form):
        found.append("clock")
    if word.name and not {"weekday", "month"} & set(found):
        found.append("name")
    return tuple(found)
