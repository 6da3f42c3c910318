"""What a transcript asks not to be told, as its formats write it: `ignore EMP201 legal wording`."""

from __future__ import annotations

from empathy_audit.model import Transcript


def asked(transcript: Transcript) -> dict[int | None, list[str]]:
    """The words by turn; None is the whole conversation. What was faulty is left out."""
    found: dict[int | None, list[str]] = {}
    for each in transcript.suppressions:
        if not each.fault:
            verb = "ignore-file" if each.turn is None else "ignore"
            found.setdefault(each.turn, []).append(f"{verb} {each.rule} {each.reason}".replace("-->", "→"))
    return found
