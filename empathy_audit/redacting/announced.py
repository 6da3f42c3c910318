"""Numbers that are announced: "my account number is 12345678", "card ending 1234", or asked for one turn before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from empathy_audit.redacting.checked import UK_POSTCODE, a_thing
from empathy_audit.redacting.digits import Run, told
from empathy_audit.redacting.digits import runs as digit_runs
from empathy_audit.redacting.spans import Found, crosses

_NO = r"\s*(?:numbers?|nums?|no|#|id|code|details?)\b\.?"
NOUNS: Mapping[str, str] = {  # kind -> how it is called; the first that fits at a place counts
    "card": (
        rf"(?:card|visa|mastercard|amex|debit|credit)(?:\s+card)?(?:{_NO}|\s+(?:that\s+)?(?:ending|ends|finishing|finishes)\b)"
        r"|(?:cvv2?|cvc|cv2)\b|(?:card\s+)?security\s+(?:code|digits)|(?:three|3)\s+digits\s+on\s+the\s+back"
        r"|last\s+(?:four|4|few)(?:\s+(?:digits|numbers))?(?:\s+(?:of|on)\s+(?:the|your|my|that)\s+card)?|long\s+(?:card\s+)?number|\bpan\b"
    ),
    "national": (
        rf"(?:social\s+security|socials?|ssn|itin|national\s+insurance|n\.?i\.?|nhs|passport|driv(?:ing|er'?s?)\s+licen[cs]e|"
        rf"licen[cs]e|tax(?:payer)?|national|identity|tfn|medicare|sin|pps|bsn)(?:{_NO}|(?<=ssn)|(?<=security)|(?<=social))"
    ),
    "account": (
        rf"(?:bank\s+)?(?:account|acct|a/c)(?:{_NO}|\s+(?:that\s+)?(?:ending|ends)\b)|sort\s*codes?|routing(?:{_NO})?|\bbsb\b"
        rf"|(?:customer|member(?:ship)?|client|policy|patient|subscriber|loyalty|mileage|frequent\s+flyer)(?:{_NO})"
        r"|\bpin\b(?:\s+(?:number|code))?|pass\s?code|security\s+number"
    ),
    "postcode": r"post\s?codes?|zip(?:\s*codes?)?|postal\s+codes?|eircode",
    "phone": (
        rf"(?:phone|mobile|cell(?:\s?phone)?|telephone|landline|whatsapp|call\s?back|contact|fax|home|work|daytime)(?:{_NO})"
        r"|(?:tel|mob|ph|fax)\b\.?\s*:|(?:call|ring|reach|text|phone|message|contact|get)\s+(?:me|us|him|her|them|my\s+\w+)"
        r"(?:\s+back)?\s+(?:on|at)\b|(?:my|his|her|your|best|a)\s+number(?=\s*(?:is\b|'s\b|:|to\s+(?:call|reach|ring)))"
    ),
}
_NOUN = re.compile("|".join(rf"(?P<{kind}>(?<![\w-])(?:{noun}))" for kind, noun in NOUNS.items()), re.IGNORECASE)
# Words that may stand between what is announced and its number.
_LEADING = re.compile(
    r"(?:[\s,.:;=#?!'’\"“”()–—-]+|\b(?:is|was|are|it|its|it's|it’s|s|that|that's|that’s|would|be|of|for|the|my|your|on|in|with|at|um+|uh+|"
    r"er+m?|yeah|yes|yep|sure|okay|ok|so|well|which|this|account|card|last|number|no|digits?|now|just|still|starts?|starting|begins?|"
    r"beginning|ending|ends|and|file|here|have|i|i've|i’ve|got|we|you|says|reads|to|call|reach|me|ring|go|goes|as|follows|"
    r"right|one|please|but|let|see|think|also|old|new|mobile|phone|same)\b)*",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:[A-Z]{1,4}[\s-])?(?=[A-Z0-9]*\d)[A-Z0-9]+(?:[-/\s](?=[A-Z0-9]*\d)[A-Z0-9]+)*(?:[\s-][A-Z]\b)?(?![^\W_])", re.IGNORECASE
)
_POSTAL = re.compile(
    rf"(?:{UK_POSTCODE}|[A-Z]\d[A-Z][\s-]?\d[A-Z]\d|[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}|\d{{4}}\s?[A-Z]{{2}}\b|\d{{2}}-\d{{3}}"
    r"|\d{3}\s\d{2}|[A-Z]\d{2}\s?[A-Z\d]{4}|\d{4,6}(?:-\d{4})?)(?![\w-])",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:(?:\b[A-Z]{1,4}[\s,-]{1,2}){1,3}|\b[A-Za-z]+)$")
_BEHIND = re.compile(r"[A-Za-z0-9]+\b|[\s,-]{1,2}(?!I\b|A\b)[A-Z](?![\w'’])")
_AGAIN = re.compile(r"(?:sorry|pardon|say (?:that|it) again|once more|again|(?:can|could) you repeat|one more time)\b", re.I)
REACH = 12  # characters before digits in which their letters are looked for
LEAST = {"card": 3, "account": 3, "national": 3, "postcode": 3, "phone": 5}  # digits
AT_MOST = 60  # characters between an announcement and its number
DICTATED = 2  # digits that are enough where a number is read out in pieces
PIECE = 8  # words of a turn in which nothing but a number is read out, or heard back
BESIDE = 4  # words beside a number in a turn that goes on reading it out
PIECES = 10  # turns that the reading of one number may take


Begins = Mapping[int, tuple[Run, int]]  # where parts of numbers begin: the number, and which part it is


class Asked(NamedTuple):
    """What was asked for and not yet told, by whom, and for how many turns more it may be told."""

    kinds: tuple[str, ...] = ()
    by: str = ""
    left: int = 0


def announced(text: str, runs: Sequence[Run], apart: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Numbers behind what announces them."""
    begins = _begins(runs)
    for match in _NOUN.finditer(text):
        sort = match[0].casefold().startswith("sort")  # its code is written as dates are
        found = _after(text, match, _begins(digit_runs(text)), ()) if sort else _after(text, match, begins, apart)
        if found is not None:
            yield found


def _begins(runs: Iterable[Run]) -> Begins:
    return {part.start: (run, number) for run in runs for number, part in enumerate(run)}


def _after(text: str, noun: re.Match[str], begins: Begins, apart: Sequence[tuple[int, int]]) -> Found | None:
    kind = str(noun.lastgroup)
    lead = _LEADING.match(text, noun.end(), noun.end() + AT_MOST)
    end = lead.end() if lead else noun.end()
    at = next((start for start in range(noun.end(), end) if start in begins), end)  # "one" may lead, or be the first digit
    if end in begins and at in begins and begins[at][0] is not begins[end][0]:
        at = end
    if crosses(at, at + 1, apart):
        return None
    if kind == "postcode":
        code = _POSTAL.match(text, at)
        return Found(at, code.end(), kind) if code else _run_at(begins, at, kind)
    told_run = _run_at(begins, at, kind)
    told_run = _with_letters(text, told_run) if told_run and kind in ("account", "national") else told_run
    code = _CODE.match(text, at) if kind != "phone" else None
    if code and sum(map(str.isdigit, code[0])) >= LEAST[kind]:
        return Found(at, max(code.end(), told_run.end if told_run else 0), kind)
    return told_run


def _run_at(begins: Begins, at: int, kind: str) -> Found | None:
    if at not in begins:
        return None
    run, number = begins[at]
    rest = run[number:]
    return Found(at, rest[-1].end, kind) if len(told(rest)) >= LEAST[kind] else None


def asked(text: str, by: str, before: Asked, found: Sequence[Found]) -> Asked:
    """What this turn leaves to be told: what it names without a number, or else what was asked before it."""
    kinds = tuple(dict.fromkeys(str(match.lastgroup) for match in _NOUN.finditer(text)))
    kinds = tuple(kind for kind in kinds if all(each.kind != kind for each in found))
    if kinds:
        return Asked(kinds, by, PIECES)
    if before.left > 1 and (any(each.kind in before.kinds for each in found) or _goes_on(text)):
        return before._replace(left=before.left - 1)
    return Asked()


def _goes_on(text: str) -> bool:
    """Whether a turn without a number leaves the question open: "mm-hm", "Sorry?", "let me find it"."""
    words = len(text.split())
    return words <= PIECE and ("?" not in text or words == 1 or _AGAIN.match(text) is not None)


def answered(text: str, by: str, before: Asked, runs: Sequence[Run]) -> Iterator[Found]:
    """Numbers in the turn that answers, and in those that go on with it."""
    if not before.kinds:
        return
    first = before.left == PIECES
    piece = len(text.split()) - sum(len(run) for run in runs) <= BESIDE
    if not piece and (by == before.by or not first):
        return
    if "postcode" in before.kinds:
        yield from (Found(*match.span(), "postcode") for match in _POSTAL.finditer(text) if _alone(text, match.start()))
    rest = [kind for kind in before.kinds if kind != "postcode"]
    for run in runs if rest else ():
        kind, digits = rest[0], told(run)
        if len(digits) >= (LEAST[kind] if first else DICTATED) and not a_thing(text, run[0].start):
            yield _with_letters(text, Found(run[0].start, run[-1].end, kind))


def _with_letters(text: str, found: Found) -> Found:
    """With the letters that belong to it: `HX-22918`, `JK 81 44 02 C`."""
    before, after = _BEFORE.search(text, max(0, found.start - REACH), found.start), _BEHIND.match(text, found.end)
    return found._replace(start=before.start() if before else found.start, end=after.end() if after else found.end)


def _alone(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
