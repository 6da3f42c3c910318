"""PDF with a text layer, through pypdf; the text is then in one of the text formats.

Line numbers, running heads and soft hyphens are taken out, as in the transcripts of hearings.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from empathy_audit.readers.source import Container, Source, wrong
from empathy_audit.readers.source import text_part as part

NAME = "pdf"
KIND: Container = "pdf"
DESCRIPTION = "PDF with a text layer (needs the extra [pdf])"
FALLBACK = False
MAX_PAGES = 2000
NUMBER = re.compile(r"\s*\d{1,2}\s{1,}(?=\S)")


def claims(source: Source) -> bool:
    """Every PDF is looked into."""
    return bool(source.data)


def read(source: Source) -> Iterator[Source]:
    """The text of all pages, as one part."""
    pages = [[line for line in text.split("\n") if line.strip()] for text in _pages(source)]
    heads = Counter(line.strip() for lines in pages for line in {*lines[:1], *lines[-1:]})
    kept = [line for lines in pages for line in lines if heads[line.strip()] < max(3, len(pages) / 2)]
    if not kept:
        raise wrong(source.path, "is a PDF without text, perhaps a scan", "have its text recognised first")
    if sum(1 for line in kept if NUMBER.match(line)) > 0.6 * len(kept):
        kept = [NUMBER.sub("", line) for line in kept]
    yield part(source, re.sub("\u00ad\n?", "", "\n".join(kept)))


def _pages(source: Source) -> list[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports what is odd about a file, on stderr
    try:
        import pypdf  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        raise wrong(source.path, "reading PDF needs pypdf", "pip install 'empathy-audit[pdf]'") from None
    try:
        return [page.extract_text() for page in islice(pypdf.PdfReader(BytesIO(source.data)).pages, MAX_PAGES)]
    except Exception:  # pypdf raises all sorts of things on broken files
        raise wrong(source.path, "is a PDF that cannot be read", "is it broken, or locked with a password?") from None
