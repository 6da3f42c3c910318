"""WebVTT: https://www.w3.org/TR/webvtt1/ as Teams, Zoom, YouTube and podcasts write it.

Wider than the standard where real files are: times without padding or without minutes, names before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.cues import timed_blocks, turns_of
from empathy_audit.readers.source import Container, Source, Talk

NAME = "webvtt"
KIND: Container = "text"
DESCRIPTION = "WebVTT captions: the first line is WEBVTT (Teams, Zoom, YouTube, podcasts)"
FALLBACK = False

SIGNATURE = re.compile(r"\s*WEBVTT(?:[ \t\n]|$)")


def claims(source: Source) -> bool:
    """The signature on the first line."""
    return bool(SIGNATURE.match(source.text))


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each cue and voice."""
    yield Talk(turns_of(timed_blocks(source.lines)))
