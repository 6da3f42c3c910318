"""The readers: every transcript format, honest about roles. This is the room's only door.

`collect` turns what the user named into files, `read` a file into transcripts. A new format is one file in `formats/`
plus one line in `formats/__init__.py`. A long file of JSON Lines can be read in slices, by several processes at once.
"""

from empathy_audit.readers.finding import collect
from empathy_audit.readers.formats import readers
from empathy_audit.readers.opening import MAX_WHOLE, Slice, contents
from empathy_audit.readers.reading import Streak, in_slices, read, read_slice, unique
from empathy_audit.readers.roles import may_name_somebody
from empathy_audit.readers.standard_input import rewound

__all__ = [
    "MAX_WHOLE", "Slice", "Streak", "collect", "contents", "in_slices", "may_name_somebody", "read", "read_slice", "readers",
    "rewound", "unique",
]
