"""Masks what tells who somebody is, in a transcript as it was read, before anything looks at it: Transcript -> Transcript.

Reports, quotes, messages and baselines are made of the masked transcript, so none of them can give away what it no longer holds.
What is known by check digits is in `checked`, what is announced in `announced`, names are in `names`; `spans` puts masks in their
place. Needs the extra [redact], which is loaded with this room and never without it.
"""

from empathy_audit.errors import Problem, UsageError

try:
    from empathy_audit.redacting.transcripts import hidden, redact
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] not in ("phonenumbers", "stdnum"):
        raise
    what = f"redaction needs {missing.name}, which is not installed"
    raise UsageError(Problem("empathy-audit", what, "pip install 'empathy-audit[redact]'")) from None

__all__ = ["hidden", "redact"]
