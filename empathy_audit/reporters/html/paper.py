"""The file itself: a head that forbids the page everything but its own style and script, data blocks, and the summary."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from empathy_audit import __version__
from empathy_audit.reporters.contract import writer
from empathy_audit.reporters.safe import clean

ASSETS = Path(__file__).with_name("assets")
# A script element ends at "</script", and "<!--" changes how its end is found; no "<" at all is easier to trust.
SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


class Paper:
    """Writes the parts in their order; `out` may have any encoding, what it cannot say is written as references."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._encode = writer(out)
        self._utf8 = (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
        self._begun = False

    def data(self, number: int, conversation: Mapping[str, Any]) -> None:
        """One conversation, as data that no browser runs."""
        self._begin()
        data = self._encode(conversation)
        for sign, spelt in SIGNS.items():
            data = data.replace(sign, spelt)
        self._out.write(f'<script type="application/json" id="data-{number}">{data}</script>\n')

    def end(self, summary: Mapping[str, Any]) -> None:
        """The page around the data."""
        self._begin()
        self._draw("summary.html", {**summary, "script": Markup(asset("report.js")), "version": __version__})

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            style = asset("report.css")
            hashes = {"style_hash": hashed(style), "script_hash": hashed(asset("report.js"))}
            self._draw("head.html", {"style": Markup(style), **hashes})

    def _draw(self, template: str, values: Mapping[str, Any]) -> None:
        parts: Iterable[str] = templates().get_template(template).generate(values)
        for part in parts:
            self._out.write(part if self._utf8 else part.encode("ascii", "xmlcharrefreplace").decode())


@cache
def templates() -> Environment:
    """The templates, which escape everything and refuse what they do not know."""
    return Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, finalize=_visible,
    )  # fmt: skip


def _visible(value: Any) -> Any:
    """Words of users, without what would turn or hide the words around them."""
    return clean(value) if type(value) is str else value


def asset(name: str) -> str:
    """A file of style or script, plain ASCII."""
    return (ASSETS / name).read_text(encoding="ascii")


def hashed(text: str) -> str:
    """The name by which the page's policy knows its one style and its one script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
