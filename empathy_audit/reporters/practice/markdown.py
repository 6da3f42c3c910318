"""A drill sheet in Markdown, to fill in on paper or in an editor. No word of a transcript can be markup: see escaping.py."""

from __future__ import annotations

from empathy_audit.model import Drill, DrillSheet
from empathy_audit.reporters import practice
from empathy_audit.reporters.escaping import safe

MOST = 800  # characters of anything that was said
LINE = "\\_" * 60
TASK = "What would you say? Write down the words, not a plan. Better answers are on the last page; yours may be as good."


def written(sheet: DrillSheet) -> str:
    """The whole sheet. It has no labels of speakers: in a folder of transcripts it must not be taken for one."""
    parts = ["# Practice", practice.counted(sheet)]
    if sheet.drills:
        parts.append(TASK)
    parts += [_drill(number, drill) for number, drill in enumerate(sheet.drills, 1)]
    if sheet.drills:
        parts += ["---", "# Better answers"]
    parts += [_better(number, drill) for number, drill in enumerate(sheet.drills, 1)]
    return "\n\n".join(parts) + "\n"


def _drill(number: int, drill: Drill) -> str:
    parts = [f"## {number}. {safe(drill.name)}"]
    if drill.before:
        parts.append(f"Before this the {drill.speaker} had said “{safe(drill.before, MOST)}”")
    parts += [f"> The customer says **“{safe(drill.said, MOST)}”**", "Your answer", LINE, LINE]
    return "\n\n".join(parts)


def _better(number: int, drill: Drill) -> str:
    lines = [f"**{number}. {safe(drill.name)}**, {safe(drill.place)}"]
    lines += [f"_Better_ {safe(drill.better, MOST)}"] if drill.better else []
    lines += [f"_Why it matters_ {safe(drill.why, MOST)}"] if drill.why else []
    lines.append(f"_Said then_ “{safe(drill.reply, MOST)}”" if drill.reply else "_Said then_ nothing")
    return "\\\n".join(lines)
