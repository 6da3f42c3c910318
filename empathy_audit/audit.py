"""The order of the steps: a transcript is heard, its moments are judged, the score is summed."""

from __future__ import annotations

from empathy_audit.engine import Ears, listen
from empathy_audit.measures import measure
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.moments import judge
from empathy_audit.scoring import score
from empathy_audit.suppressing import suppress


def audit(transcript: Transcript, ears: Ears, rulebook: Rulebook) -> Report:
    """Everything that the rules in `rulebook`, compiled as `ears`, say about `transcript`. Pure: same in, same out."""
    cues, suppressed, unused = suppress(listen(transcript, ears), transcript, rulebook)
    moments = judge(transcript, cues, rulebook)
    result = score(moments, cues, transcript, rulebook)
    return Report(
        transcript=transcript,
        score=result.score,
        verdict=result.verdict,
        verdict_reason=result.reason,
        moments=moments,
        cues=cues,
        deductions=result.deductions,
        measures=measure(transcript, cues),
        sums=result.sums,
        best=result.best,
        suppressed=suppressed,
        unused_suppressions=unused,
    )
