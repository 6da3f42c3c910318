"""CSV (https://www.rfc-editor.org/rfc/rfc4180): a row for each turn, with headings that the reader and people know."""

from __future__ import annotations

import csv
from io import StringIO

from empathy_audit.model import Transcript
from empathy_audit.writers.asked import asked

SUFFIX, MANY, HEAD = ".csv", True, "conversation_id,role,speaker,text,start,end,empathy_audit\r\n"


def written(transcript: Transcript) -> str:
    """The rows of the conversation; a turn in seconds from the start of the contact."""
    rows = StringIO(newline="")
    words = asked(transcript)
    words[0] = [*words.pop(None, ()), *words.get(0, ())]  # a table has no other place for what is asked of all of it
    csv.writer(rows).writerows(
        (
            transcript.id,
            "" if turn.role == "unknown" else turn.role,
            turn.speaker,
            turn.text,
            turn.start,
            turn.end,
            "\n".join(words.get(turn.index, ())),
        )
        for turn in transcript.turns
    )
    return rows.getvalue()
