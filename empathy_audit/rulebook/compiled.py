"""Rulebooks kept between runs, for reading the shipped packs takes longer than auditing a call."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from empathy_audit import __version__, kept
from empathy_audit.model import Rulebook

ROOMS = ("matchers", "model", "rulebook", "text")  # of the package, in which a rulebook is made


def name_of(parts: Iterable[str]) -> str:
    """The name of what is made from `parts` by this version of the code, and of the stemmer."""
    return kept.name_of("rules", (__version__, *parts), sorted(_code()))


def _code() -> Iterator[Path]:
    package = Path(__file__).parent.parent
    for room in ROOMS:
        yield from (Path(entry.path) for entry in os.scandir(package / room) if entry.name.endswith(".py"))
    stemmer = find_spec("nltk")
    if stemmer is not None and stemmer.origin is not None:
        yield Path(stemmer.origin)


def find(name: str) -> Rulebook | None:
    """The rulebook kept as `name`; None where there is none that can be used."""
    raw = kept.find(name)
    if raw is None:
        return None
    collecting = gc.isenabled()
    gc.disable()  # thousands of new objects and nothing to collect
    try:
        found = pickle.loads(raw)
    except Exception:  # whatever is wrong with it, the packs themselves are there to be read
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Rulebook) else None


def keep(name: str, book: Rulebook) -> None:
    """Keeps `book` as `name`, if that can be done."""
    kept.keep(name, pickle.dumps(book, pickle.HIGHEST_PROTOCOL))
