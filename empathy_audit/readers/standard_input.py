"""Standard input, which can be read but once, for those who must read it twice."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

IN_MEMORY = 16 * 2**20  # bytes of standard input; more than that goes to disk


def rewound() -> None:
    """Standard input, from its beginning whenever this is called: what can be read only once is laid aside at the first time."""
    if isinstance(sys.stdin, _Laid):
        cast(BinaryIO, sys.stdin.buffer).seek(0)
        return
    aside = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - lives as long as the process; has no name on disk
    copyfileobj(sys.stdin.buffer, aside)
    aside.seek(0)
    sys.stdin = _Laid(cast(BinaryIO, aside))


class _Laid(TextIOWrapper):
    """Standard input that was laid aside."""
