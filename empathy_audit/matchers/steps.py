"""What a phrase is once understood: a path of steps. Plain tuples, texts and sets, so that it can be kept between runs."""

from __future__ import annotations

GAP = "..."
EDGE = "."  # the key of any end of a sentence

# One step through a phrase: a key that a word must answer to, a set of keys of which it must answer to one, GAP, or a
# choice, which is a tuple of paths; an empty one among them makes it optional.
Step = str | frozenset[str] | tuple["Path", ...]
Path = tuple[Step, ...]
