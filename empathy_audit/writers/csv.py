"""CSV (https://www.rfc-editor.org/rfc/rfc4180): a row for each turn, with headings that the reader and people know."""

from __future__ import annotations

import csv
from io import StringIO

from empathy_audit.model import Transcript

SUFFIX, MANY, HEAD = ".csv", True, "conversation_id,role,speaker,text,start,end\r\n"


def written(transcript: Transcript) -> str:
    """The rows of the conversation; a turn in seconds from the start of the contact."""
    rows = StringIO(newline="")
    csv.writer(rows).writerows(
        (transcript.id, "" if turn.role == "unknown" else turn.role, turn.speaker, turn.text, turn.start, turn.end)
        for turn in transcript.turns
    )
    return rows.getvalue()
