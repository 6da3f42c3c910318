"""The nouns of the house, all frozen: what was said, the rules, what was found, and the report.

Names are those of the report's contract. Turns count from 0, lines from 1, spans are character offsets in the turn's
own text (start included, end not), times are seconds from the start of the contact, scores run from 0 to 100.

Named tuples rather than frozen dataclasses, which take six times as long to define: as much as a short audit.
"""

from empathy_audit.model.lessons import (
    Answer,
    Drill,
    DrillSheet,
    Exercise,
    Habit,
    Heard,
    Lesson,
    Lessons,
    Mean,
    Script,
    Share,
    TypeCount,
)
from empathy_audit.model.report import (
    Cue,
    Deduction,
    Group,
    Moment,
    Region,
    Reply,
    Report,
    Result,
    Reused,
    Run,
    Score,
    SumLine,
    Summary,
    Sums,
    Suppressed,
)
from empathy_audit.model.rules import (
    AntipatternInfo,
    BehaviourInfo,
    Clause,
    Examples,
    Expectation,
    Limit,
    Place,
    Rule,
    Rulebook,
    Scoring,
    Taxonomy,
    TypeInfo,
)
from empathy_audit.model.talk import RoleInfo, Suppression, Transcript, Turn
from empathy_audit.model.terms import (
    COMPANY_ROLES,
    DIMENSIONS,
    FELL_SHORT,
    MASKS,
    Dimension,
    Kind,
    Role,
    RoleSource,
    Severity,
    Span,
    Status,
    Verdict,
)

__all__ = [
    "COMPANY_ROLES", "DIMENSIONS", "FELL_SHORT", "MASKS", "Answer", "AntipatternInfo", "BehaviourInfo", "Clause", "Cue",
    "Deduction", "Dimension", "Drill", "DrillSheet", "Examples", "Exercise", "Expectation", "Group", "Habit", "Heard", "Kind",
    "Lesson", "Lessons", "Limit", "Mean", "Moment", "Place", "Region", "Reply", "Report", "Result", "Reused", "Role",
    "RoleInfo", "RoleSource", "Rule", "Rulebook", "Run", "Score", "Scoring", "Script", "Severity", "Share", "Span", "Status",
    "SumLine", "Summary", "Sums", "Suppressed", "Suppression", "Taxonomy", "Transcript", "Turn", "TypeCount", "TypeInfo",
    "Verdict",
]
