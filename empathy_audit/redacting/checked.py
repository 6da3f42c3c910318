"""What is known by its own form and its check digits, whatever is said around it. python-stdnum and phonenumbers are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module

import phonenumbers
from stdnum import iban, luhn

from empathy_audit.redacting.digits import Run, told
from empathy_audit.redacting.spans import Found, crosses

# Where numbers without a country's code may be from: English-speaking countries first, then neighbours that write to them.
REGIONS = ("GB", "US", "IE", "AU", "NZ", "IN", "ZA", "DE", "FR", "NL", "ES", "IT", "BE", "AT", "CH", "PL", "SE", "SG", "BR", "MX")
NATIONAL_PREFIX = ("GB", "IE", "AU", "NZ", "ZA", "DE", "FR", "NL", "BE", "AT", "CH", "IT", "SE")  # where a 0 comes first
SHORTEST = 15  # characters of an IBAN, Norway's
ENDLESS = 60  # digits; so long a numeral surely holds something that passes
CARD = (13, 19)  # digits, ISO/IEC 7812 as it is in use
ISSUERS = re.compile(r"4|5[0-8]|2[2-7]|3[0-9]|6")
SPOKEN_PHONE = (10, 11)  # digits of what is said, without a word that announces it

_EMAIL = re.compile(
    r"[\w.+!#$*^`{|}~'-]{0,80}[\w+](?:@|%40|\s?[\[(]\s?at\s?[\])]\s?)[\w-]+"
    r"(?:(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)[\w-]+)+",
    re.IGNORECASE,
)
_SPOKEN_EMAIL = re.compile(
    r"\b(?!(?:look|looks|looking|site|website|page|order|ordered|online|visit|me|us|is|it|shop|store|support)\s+at\b)[\w.+-]{1,64}"
    r"(?:\s+(?:dot|underscore|dash|hyphen|plus)\s+[\w-]+)*\s+(?:at|@)\s+[\w-]+(?:\s+dash\s+[\w-]+)*(?:\s+dot\s+[a-z]{2,})+\b",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\s?\d{2}(?:[\s.-]?[A-Z0-9]){11,30}(?![^\W_])", re.IGNORECASE)
_PHONE = re.compile(r"(?:(?<!\w)\(?\+|(?<![\w.,/#-])[(\d])[\d\s().–‐‑/-]{5,24}\d(?![\w%])")
_PLUS = re.compile(r"\bplus\s$", re.IGNORECASE)
_SEVERAL = re.compile(r"[\s()./–‐‑-]")
# Said before a number, these say that it is a thing's and not a person's.
THING = re.compile(
    r"\b(?:order|ref(?:erence)?|ticket|case|invoice|tracking|booking|confirmation|serial|model|part|item|sku|flight|parcel|batch|"
    r"receipt|voucher|coupon|barcode|transaction|incident|claim|request|quote|version|article|product|meter reading|reading|imei|"
    r"isbn|ean)s?\b[^.?!\n\d]{0,24}(?:#\s?)?[A-Z]{0,4}[-\s]?$|#$",
    re.IGNORECASE,
)
LOOKED_BACK = 44  # characters before a number in which the thing is looked for

# National numbers whose shape says enough, with the module of python-stdnum that checks them; "" where none does.
_NATIONAL = (
    (r"\d{3}[- ]\d{2}[- ]\d{4}", "us.ssn"),
    (r"9\d{2}[- ]\d{2}[- ]\d{4}", "us.itin"),
    (r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]", ""),  # United Kingdom, National Insurance
    (r"\d{3} \d{3} \d{4}", "gb.nhs"),
    (r"\d{3}[- ]\d{3}[- ]\d{3}", "ca.sin"),
    (r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]", "it.codicefiscale"),
    (r"\d{8}-?[A-Z]", "es.dni"),
    (r"[XYZ]-?\d{7}-?[A-Z]", "es.nie"),
    (r"[12]\s?\d{2}\s?\d{2}\s?\d{2}\s?\d{3}\s?\d{3}\s?\d{2}", "fr.nir"),
    (r"\d{7}[A-W][A-I]?", "ie.pps"),
    (r"\d{3}\.\d{3}\.\d{3}-\d{2}", "br.cpf"),
    (r"[A-Z]{5}\d{4}[A-Z]", "in_.pan"),
    (r"\d{4} \d{4} \d{4}", "in_.aadhaar"),
    (r"\d{6}[-+]\d{4}", "se.personnummer"),
    (r"\d{2}\s?\d{3}\s?\d{3}\s?\d{3}", "de.idnr"),
    (r"\d{11}", "pl.pesel"),
)
NATIONAL = tuple((re.compile(rf"(?<![\w-]){shape}(?![\w-])"), module) for shape, module in _NATIONAL)
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC "
    "SD TN TX UT VT VA WA WV WI WY PR"
).split()
UK_POSTCODE = r"(?:[A-Z]{2}|[BEGLMNSW])\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:{UK_POSTCODE}|[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d|\d{{5}}-\d{{4}}"
    rf"|(?<=\b(?:{'|'.join(_STATES)})\s)\d{{5}})(?![\w-])"
)

Apart = Sequence[tuple[int, int]]


def emails(text: str) -> Iterator[Found]:
    """Addresses, also as they are said: "anna dot smith at example dot com"."""
    if "@" in text or "%40" in text or " at " in text.lower() or ("at" in text.lower() and ("[" in text or "(" in text)):
        for pattern in (_EMAIL, _SPOKEN_EMAIL):
            yield from (Found(*match.span(), "email") for match in pattern.finditer(text))


def cards(runs: Sequence[Run], *, even: bool = False) -> Iterator[Found]:
    """Every stretch of 13 to 19 digits whose check digit is right, in whatever groups and words it was told.

    With `even` only stretches in groups of one size, as cards have them: two dates side by side are no card.
    """
    for run in runs:
        at = 0
        while at < len(run):
            end = _card_from(run, at)
            if end and (not even or _even(run[at:end])):
                yield Found(run[at].start, run[end - 1].end, "card")
            at = end or at + 1


def _even(parts: Run) -> bool:
    sizes = [len(part.digits) for part in parts]
    return len(set(sizes[:-1])) <= 1 or sizes[:2] == [4, 6]


def _card_from(run: Run, first: int) -> int:
    """Where the longest card number ends that begins with the part `first`; 0 where none does."""
    digits, best = "", 0
    for number in range(first, len(run)):
        digits += run[number].digits
        if CARD[0] <= len(digits) <= CARD[1] and luhn.is_valid(digits):
            best = number + 1
        if len(digits) > CARD[1]:
            return first + 1 if number == first and _hides_a_card(digits) else best
    return best


def _hides_a_card(digits: str) -> bool:
    """Whether one long numeral holds a card number that an issuer may have given."""
    return len(digits) > ENDLESS or any(
        ISSUERS.match(digits, at) and luhn.is_valid(digits[at : at + size])
        for size in range(CARD[0], CARD[1] + 1)
        for at in range(len(digits) - size + 1)
    )


def ibans(text: str) -> Iterator[Found]:
    """International account numbers, in groups or not."""
    at = 0
    while match := _IBAN.search(text, at):
        start = match.start()
        at = start + 2
        for end in range(match.end(), start + SHORTEST - 1, -1):
            written = text[start:end]
            if written[-1].isalnum() and iban.is_valid(written.replace(".", ""), check_country=False):
                yield Found(start, end, "iban")
                at = end
                break


def phones(text: str, runs: Sequence[Run], apart: Apart) -> Iterator[Found]:
    """Numbers that a telephone can call: written as one, or said digit by digit."""
    for match in _PHONE.finditer(text):
        start, end = match.span()
        if not crosses(start, end, apart) and not a_thing(text, start) and _is_phone(match[0]):
            yield Found(start, end, "phone")
    for run in runs:
        start, end = run[0].start, run[-1].end
        if all(part.spoken or len(part.digits) == 1 for part in run) and not a_thing(text, start):
            digits = told(run)
            plus = _PLUS.search(text, max(0, start - 8), start)
            if plus and _possible(f"+{digits}"):
                yield Found(plus.start(), end, "phone")
            elif SPOKEN_PHONE[0] <= len(digits) <= SPOKEN_PHONE[1] and _valid(digits, ("GB", "US", *NATIONAL_PREFIX)):
                yield Found(start, end, "phone")


@lru_cache(maxsize=4096)
def _is_phone(written: str) -> bool:
    """Whether it is one, the stricter asked the less its form says."""
    digits = "".join(char for char in written if char.isdigit())
    if written.startswith(("+", "00", "(+", "(00")):
        return 7 <= len(digits) <= 17 and _possible("+" + digits.removeprefix("00"))
    if not 7 <= len(digits) <= 13:
        return False
    if _SEVERAL.search(written):
        return _grouped(written) and _valid(written, REGIONS)
    return digits.startswith("0") and len(digits) >= 10 and _valid(digits, NATIONAL_PREFIX)


def _grouped(written: str) -> bool:
    """Whether the digits stand in groups as phone numbers do; `12 450 2024 7` does not, nor do two dates."""
    groups = [group for group in re.split(r"\D+", written) if group]
    return len(groups) <= 6 and (groups[0].startswith("0") or "(" in written or [len(group) for group in groups] == [3, 3, 4])


def _possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False


def _valid(written: str, regions: Sequence[str]) -> bool:
    return any(phonenumbers.PhoneNumberMatcher(written, region).has_next() for region in regions)


def a_thing(text: str, start: int) -> bool:
    """Whether what stands before says that the number at `start` is an order's, a ticket's or the like."""
    return THING.search(text[max(0, start - LOOKED_BACK) : start]) is not None


def nationals(text: str) -> Iterator[Found]:
    """Numbers that a state gave to a person."""
    for pattern, module in NATIONAL:
        for match in pattern.finditer(text):
            if (not module or _check(module)(match[0])) and not a_thing(text, match.start()):
                yield Found(*match.span(), "national")


@cache
def _check(module: str) -> Callable[[str], bool]:
    check: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return check


def postcodes(text: str) -> Iterator[Found]:
    """Postal codes whose shape says enough; those of digits alone only behind a state."""
    return (Found(*each.span(), "postcode") for each in _POSTCODE.finditer(text) if not a_thing(text, each.start()))
