"""Bytes to text: the one place that knows about encodings."""

from __future__ import annotations

import codecs
import re

# UTF-32LE first: its mark begins with UTF-16LE's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4096  # bytes looked at to tell UTF-16 from a binary file
NUL_SHARE = 0.3  # of the bytes on one parity: English text in UTF-16 has nearly 1, a binary file has NULs on both
CONTROL_SHARE = 0.1  # of the characters: text has next to none
CONTROLS = re.compile("[\x00-\x08\x0e-\x14\x16-\x1a\x1c-\x1f\x7f]")  # not \x15 (CHAT's time marks) and not \x1b
LEGACY = "cp1252"
FOREIGN_SHARE = 0.05  # of the bytes: in English and its neighbours, quotes and accents stay below
GUESSED_BY = 65_536  # bytes


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, with `\\n` as its only line end and without NULs and byte order marks, and warnings.

    Marks first, then strict UTF-8, then UTF-16 without a mark, then a guess. Raises ValueError for what is no text.
    """
    text, warnings = _decode(raw)
    if len(CONTROLS.findall(text[:SAMPLE])) > CONTROL_SHARE * min(len(text), SAMPLE):
        raise ValueError("binary")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\ufeff", ""), warnings


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(name, "replace")
            return text, ("some bytes are not valid " + name.upper(),) if "\ufffd" in text else ()
    wide = _utf16_without_mark(raw[:SAMPLE])
    if wide:
        return raw.decode(wide, "replace"), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        if b"\x00" in raw[:SAMPLE]:
            raise ValueError("binary") from None
        return _guess(raw)


def _utf16_without_mark(sample: bytes) -> str:
    half = len(sample) // 2
    if not half:
        return ""
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > NUL_SHARE and even < NUL_SHARE / 10:
        return "utf-16-le"
    return "utf-16-be" if even > NUL_SHARE and odd < NUL_SHARE / 10 else ""


def _guess(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Western European, unless much of the text lies outside ASCII: then what charset-normalizer makes of it."""
    name = LEGACY
    outside = sum(1 for byte in raw[:GUESSED_BY] if byte > 0x7F)
    if outside > FOREIGN_SHARE * min(len(raw), GUESSED_BY):
        from charset_normalizer import from_bytes  # late: few files need it

        best = from_bytes(raw[:GUESSED_BY], preemptive_behaviour=False).best()
        name = best.encoding if best is not None else LEGACY
    return raw.decode(name, "replace"), (f"not UTF-8: read as {name}, so some letters may be wrong",)
