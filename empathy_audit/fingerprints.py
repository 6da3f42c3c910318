"""The name of a finding: its file, its rule, its words and which of such it is. It stays when other parts of the file change."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

DIGITS = 20  # hexadecimal, 80 bits: no two findings of one baseline share them by chance
_WORD = re.compile(r"\w+")


class Keys:
    """Gives keys to the findings of one conversation, in their order: the second of two that are alike is the second."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, rule: str, words: str) -> str:
        """The key of what `rule` found in `words`; neither case, signs and spaces nor lines and turns are in it."""
        alike = f"{rule}\0{' '.join(_WORD.findall(words.casefold()))}"
        self._seen[alike] += 1
        return f"{alike}\0{self._seen[alike]}"


def fingerprint(path: str, id: str, key: str) -> str:
    """A hash, for the words of a key are confidential and must not be read where fingerprints are kept."""
    return hashlib.sha256("\0".join((path, id, key)).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
