"""Paths and ids, which people build of phone numbers, addresses and names. Folders keep their names: settings go by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.redacting import checked
from empathy_audit.redacting.digits import others, runs
from empathy_audit.redacting.names import LEAST, Known
from empathy_audit.redacting.spans import Found, together, without

_EMAIL = re.compile(r"[^\s/@]{1,64}@[^\s/@]+")  # an id is often a file's name up to its first point
CARD = (15, 16)  # digits; ids are full of longer and shorter numbers, and a tenth of all numbers passes the check


def path(path: str, known: Known) -> str:
    """The path with masks; names are looked for in the last part alone."""
    folder, slash, last = path.rpartition("/")
    parts = [without(part, together(_codes(part))) for part in folder.split("/")]
    return "/".join(parts) + slash + name(last, known)


def name(text: str, known: Known) -> str:
    """An id or the name of a file with masks; names in it are often written small."""
    return without(text, together([*_codes(text), *_names(text, known)]))


def _codes(text: str) -> Iterator[Found]:
    text = text.replace("_", " ")  # which is no end of a word to patterns
    apart = others(text)
    yield from checked.emails(text)
    yield from (Found(*match.span(), "email") for match in _EMAIL.finditer(text))
    yield from checked.ibans(text)
    for found in checked.cards(list(runs(text, apart))):
        digits = "".join(filter(str.isdigit, text[found.start : found.end]))
        if CARD[0] <= len(digits) <= CARD[1] and checked.ISSUERS.match(digits):
            yield found
    yield from checked.phones(text, (), apart)


def _names(text: str, known: Known) -> Iterator[Found]:
    for each in known.sure:
        if len(each) >= LEAST:
            found = re.finditer(rf"(?<![^\W\d_]){re.escape(each)}(?![^\W\d_])", text, re.IGNORECASE)
            yield from (Found(*match.span(), "name") for match in found)
