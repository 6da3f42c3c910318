"""Whether a moment that the window passed over was answered further on."""

from __future__ import annotations

from collections.abc import Iterable

from empathy_audit.model import Taxonomy
from empathy_audit.moments.evidence import Evidence, Said
from empathy_audit.moments.ladder import ACKNOWLEDGED, Grade, climb
from empathy_audit.moments.raising import Raised
from empathy_audit.moments.sentences import SHARED_WORDS, sentence, stems


def answered_late(
    one: Raised, later: Iterable[Evidence], said: Said, taxonomy: Taxonomy
) -> tuple[Evidence, Grade] | None:
    """The first of the `later` stretches that acknowledges `one`, and its grade, one less for being late."""
    for answer in later:
        if not _about(one, answer, said, taxonomy):
            continue
        grade = climb(one, [answer], taxonomy)
        if grade.value >= ACKNOWLEDGED:
            return answer, grade._replace(value=grade.value - 1)
    return None


def _about(one: Raised, answer: Evidence, said: Said, taxonomy: Taxonomy) -> bool:
    """Whether an acknowledgement in `answer` is about this moment and no other.

    A condolence or a congratulation can only be; anything else must take up what the customer said.
    """
    texts = {turn.index: turn.text for turn in answer.stretch.turns}
    alone = taxonomy.rungs["unmistakable"] & one.expected
    return any(
        cue.behaviour in alone or len(stems(sentence(texts[cue.turn], cue.span)) & said.words) >= SHARED_WORDS
        for cue in answer.feeling
    )
