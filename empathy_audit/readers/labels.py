"""Speaker labels in lines of text: `Agent: ...` in its many shapes, and which of them are speakers at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from empathy_audit.readers.fields import seconds
from empathy_audit.readers.roles import role_of_label, role_of_word

TIME = r"(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?Z?(?:\s?[AaPp]\.?[Mm]\.?)?"
_SPAN = rf"(?P<time>{TIME})(?:\s*(?:-->|-|–|to|/)\s*(?:{TIME}))?"
_NAME = r"[^\s:：\"“”<>{}|`\[\]()*=\\][^:：\"“”<>{}|`\[\]\n=\\]{0,47}?"
LEADING_TIME = re.compile(rf"[\[(<]?\s*{_SPAN}\s*[\])>]?\s*[-–|]?\s*(?=\S)")
LABELLED = re.compile(
    rf"(?P<label>{_NAME})(?:\s*[-–|,@]?\s*[\[(]?\s*{_SPAN}\s*[\])]?)?\s*(?::(?=\s|$)|：|:(?=[\"“]))\s*"
)
TIGHT = re.compile(r"(?P<label>[A-Za-z]{2,20}(?: ?\d{1,2})?):(?=[^\s/])")
BRACKETED = re.compile(rf"[\[(](?P<label>{_NAME})[\])]\s*(?::(?=\s|$)|：)\s*")
NAMED_IN_BRACKETS = re.compile(rf"\[(?P<label>{_NAME})\]\s*(?P<text>\w.*)$")
IN_BRACKETS = re.compile(
    r"(?:\[(?P<a>[^\[\]:]{2,30})\]|<(?P<b>[^<>:/=]{2,30})>)\s*[:>-]?\s*"
    r"|(?P<c>[^\s:>|]{2,20}(?: \d+)?)\s*(?:>|\||\t| [-–—] )\s*"
)
NAME_AND_TIME = re.compile(
    rf"(?P<label>[^\W\d_][^:\[\]{{}}<>\"?!]{{0,40}}?)(?:\s*[-–|,•·]\s*|\s*[\[(]|\s+)(?P<time>{TIME})[\])]?$"
)
TEXT_TIME = re.compile(rf"[\[(](?P<time>{TIME})[\])]\s*")
SECONDS = re.compile(
    r"[\[(]\s*(?P<from>\d{1,5}\.\d{1,6})\s*s?(?:\s*(?:-->|-|–|to)\s*\d{1,5}\.\d{1,6}\s*s?)?\s*[\])]"
)
BEFORE_TIME = re.compile(r"[\s>*#-]{0,20}(?:[^:.,?!]{1,48}:\s*)?")  # nothing, or a label
LONGEST_LABEL = 100  # characters of a line in which label and time stand
MARKS = re.compile(r"(?:>+\s*|[-*•+]\s+|\d{1,4}[.)]\s+|#{1,6}\s+)+")
BOLD = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<inside>[^*_]+?(?:_[^*_]+?)*)(?P=mark)(?P<rest>.*)$", re.S)
TAGS = re.compile(r"</?(?:b|i|u|em|strong)>")

DENSE = 0.8  # of the lines are turns: hardly any goes on from the line above

# Words that stand before a colon without being speakers.
_NOT_SPEAKERS = (
    "note notes subtitles subtitle captions caption translation warning ps p.s re subject date time id duration title "
    "topic scenario summary outcome context background option example tip http https total reference email e-mail "
    "phone address name website url link important update transcript participants attendees location language channel "
    "recording file rating score feedback disposition reason category tags status priority case ticket order version "
    "step conclusion number objective goal instructions source hint type started ended created from to cc page "
    "kind style error info debug description questions steps key result results overview agenda "
    "copyright music sound"
)
NOT_SPEAKERS = frozenset(_NOT_SPEAKERS.split())


class Labelled(NamedTuple):
    """A line that begins with a label: the label, the text after it, a time as written, and whether markup shows it."""

    label: str
    text: str
    time: str = ""
    sure: bool = False  # the line carries a time, or is bold, so it is no chance colon


def label_of(line: str, bare: bool = False) -> Labelled | None:
    """The label that the line begins with, None if there is none. With `bare`, also a name and a time on their own."""
    text = _with_clock(line.strip().strip("\u200e\u200f"))
    if text.startswith(('"', "“", "'")) and text[1:2].isalpha():
        text = text[1:].removesuffix("',").removesuffix(text[0] + ",").rstrip('"”\'') if _quoted(text) else text
    text = MARKS.sub("", text, count=1) if MARKS.match(text) and not BOLD.match(text) else text
    if "<" in text:
        text = TAGS.sub("", text)
    text, bold = _unbold(text)
    leading = LEADING_TIME.match(text)
    time = leading["time"] if leading else ""
    text, bold_too = _unbold(text[leading.end() :] if leading else text)
    if (bold or bold_too) and role_of_word(text):
        return Labelled(text.strip(), "", time, True)
    return _plain(text, time, bold or bold_too) or (_bare(text, time) if bare else None)


def _with_clock(text: str) -> str:
    """The text with seconds in brackets, as machines write them, as a time of the clock; not those that somebody says."""
    found = SECONDS.search(text, 0, LONGEST_LABEL) if "." in text[:LONGEST_LABEL] else None
    if found is None:
        return text
    ends_label = ":" not in text[: found.start()] and text[found.end() :].strip()[:1] in (":", "")
    if not ends_label and not BEFORE_TIME.fullmatch(text, 0, found.start()):
        return text
    whole, _, part = found["from"].partition(".")
    return f"{text[:found.start()]}[{int(whole) // 60}:{int(whole) % 60:02}.{part[:3]}]{text[found.end() :]}"


def _unbold(text: str) -> tuple[str, bool]:
    """The text without Markdown's marks round its beginning, if they stand round a label."""
    bold = BOLD.match(text) if text[:1] in "*_" else None
    if not bold:
        return text, False
    inside, rest = bold["inside"].strip(), bold["rest"]
    if inside.endswith((":", "：")) or rest.lstrip().startswith((":", "：")) or not rest.strip():
        return inside + rest, True
    return text, False


def _quoted(text: str) -> bool:
    return text.rstrip(",").endswith(('"', "”", "'"))


def _plain(text: str, time: str, bold: bool) -> Labelled | None:
    found = LABELLED.match(text) or BRACKETED.match(text)
    if not found and time and (named := NAMED_IN_BRACKETS.match(text)) and _may_be_label(named["label"]):
        return Labelled(named["label"], named["text"], time, True)  # without words behind it, it is a sound
    if not found:
        found = TIGHT.match(text) or IN_BRACKETS.match(text)
        label = next((g for g in found.groups() if g), "").strip() if found else ""
        return Labelled(label, text[found.end() :].strip(), time, bool(time)) if found and role_of_word(label) else None
    label, rest = found["label"].strip(" *_-–"), text[found.end() :].strip()
    if not _may_be_label(label):
        return None
    stamp = TEXT_TIME.match(rest)
    if stamp and not time:
        return Labelled(label, _unquoted(rest[stamp.end() :]), stamp["time"], True)
    time = time or found.groupdict().get("time") or ""
    return Labelled(label, _unquoted(rest), time, bool(time) or bold)


def _bare(text: str, time: str) -> Labelled | None:
    """A name and a time alone on a line, as Otter writes them, in either order."""
    found = NAME_AND_TIME.match(text)
    if found and _may_be_label(found["label"].strip()):
        return Labelled(found["label"].strip(), "", found["time"], True)
    if not time and text == text.upper() and role_of_word(text):  # AGENT, as in minutes and plays
        return Labelled(text, "", "", True)
    if time and may_be_name(text):
        return Labelled(text, "", time, True)
    return None


def _unquoted(text: str) -> str:
    """The text without quotes that wrap all of it."""
    if len(text) > 1 and text[0] in "\"“" and text[-1] in "\"”" and not re.search("[\"“”]", text[1:-1]):
        return text[1:-1].strip()
    return text


def _may_be_label(label: str) -> bool:
    words = label.casefold().split()
    if not 1 <= len(words) <= 6 or not any(c.isalnum() or ord(c) > 0x2190 for c in label):
        return False
    if re.search(r"[?!;…]|[.,] *$|\. [a-z]|, [a-z]", label) or label.replace(".", "").isdigit():
        return False
    return words[0] not in NOT_SPEAKERS and words[-1].strip("#0123456789") not in NOT_SPEAKERS


def may_be_name(text: str) -> bool:
    """Whether a line of its own may be a speaker's name."""
    return len(text) <= 40 and _may_be_label(text) and _like_a_name(text)


def _like_a_name(label: str) -> bool:
    """Whether each of at most four words begins with a capital, as names do; scripts without capitals always may."""
    words = [word for word in re.split(r"[\s(),/&]+", label) if word]
    return len(words) <= 4 and all(not word[0].islower() for word in words)


def speakers(candidates: Iterable[Labelled], lines: int = 0) -> set[str]:
    """Of the labels seen, those who speak. A label must recur, or be a role word, or stand beside such as a name does:
    this keeps "Note:" and "Subtitles:" out.

    Of `lines` that are not blank, where nearly each one is a turn, a name needs to be seen only once: words of one
    speaker must not be taken for the speaker's above.
    """
    seen = list(candidates)
    count = Counter(c.label for c in seen)
    stamped = {c.label for c in seen if c.sure}
    roles = {label: role_of_label(label) for label in count}
    known = {label for label, role in roles.items() if role}
    recurring = {label for label, n in count.items() if n > 1}
    complete = {"agent", "customer"} <= {roles[label] for label in known}
    accepted = known | {label for label in recurring if _like_a_name(label) or label in stamped or not complete}
    dense = lines > 0 and sum(count[label] for label in accepted) >= DENSE * lines
    if accepted and (dense or not complete):
        accepted |= {label for label in count if _like_a_name(label)}
    if stamped & recurring or (stamped and known):
        accepted |= stamped
    return accepted


def times(stamps: Sequence[str]) -> list[float | None]:
    """Seconds from the start of the contact for times as written, "" where there is none.

    Times of the clock count from the first one; those without seconds are left out, for a minute is too coarse to judge
    a response time by. `12:34` is minutes and seconds if the first such time is under two minutes, else of the clock.
    """
    written = [stamp for stamp in stamps if stamp]
    if not written:
        return [None] * len(stamps)
    values = [_offset(stamp) if stamp else None for stamp in stamps]
    opening = next((value for value in values if value is not None), 0.0)
    halves = any(stamp.rstrip(".").lower().endswith("m") for stamp in written)
    whole = all(len(stamp.split(":")) > 2 or "." in stamp for stamp in written)
    if (halves and not whole) or (not whole and opening > 120):
        return [None] * len(stamps)
    base = opening if halves or opening >= 3600 or any(stamp[:5].strip().count("-") for stamp in written) else 0.0
    return [None if value is None or value < base else round(value - base, 3) for value in values]


def _offset(stamp: str) -> float | None:
    clock = re.split(r"[T ](?=\d)", stamp.strip())[-1]
    bare = re.sub(r"\s?[AaPp]\.?[Mm]\.?$|Z$", "", clock)
    value = seconds(bare)
    if value is not None and re.search(r"[Pp]\.?[Mm]\.?$", clock) and value < 12 * 3600:
        value += 12 * 3600
    return value
