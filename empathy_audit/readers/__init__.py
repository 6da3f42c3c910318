"""The readers: every transcript format, honest about roles. This is the room's only door.

`collect` turns what the user named into files, `read` a file into transcripts. A new format is one file in `formats/`
plus one line in `formats/__init__.py`.
"""

from empathy_audit.readers.finding import collect
from empathy_audit.readers.formats import readers
from empathy_audit.readers.opening import rewound
from empathy_audit.readers.reading import read

__all__ = ["collect", "read", "readers", "rewound"]
