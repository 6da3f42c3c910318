"""A drill sheet as one page that needs nothing else, made for paper. The template escapes everything that was said."""

from __future__ import annotations

from markupsafe import Markup

from empathy_audit.model import DrillSheet
from empathy_audit.reporters import practice
from empathy_audit.reporters.html.paper import asset, hashed, templates
from empathy_audit.reporters.practice.markdown import TASK


def written(sheet: DrillSheet) -> str:
    """The whole page; it may use its own style, and nothing else."""
    style = asset("practice.css")
    values = {"sheet": sheet, "counted": practice.counted(sheet), "task": TASK}
    return templates().get_template("practice.html").render(style=Markup(style), style_hash=hashed(style), **values)
