"""Single modules of a library without all the rest of it.

Of nltk we need one stemmer and of textblob one table of sentiments, but a package runs its `__init__` first, and theirs
import everything there is: 0.15 s, most of a short audit, and 1.4 s where scikit-learn is installed. The modules are the
libraries' own and unchanged.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any


class _Absent(ModuleType):
    """Stands for a module that is named in an import and not used by anything we call."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


def alone(names: Sequence[str], without: Sequence[str] = ()) -> list[ModuleType]:
    """The modules `names` of one library, imported as if its modules `without` were not there.

    Leaves no trace in `sys.modules`: whoever imports the library later gets it whole. They are imported as usual where the
    library is loaded already, and where this does not work, for a library may be rebuilt.
    """
    library = names[0].partition(".")[0]
    if library not in sys.modules:
        try:
            return _alone(library, names, without)
        except (ImportError, AttributeError, TypeError):
            pass
        finally:
            for name in [name for name in sys.modules if name.partition(".")[0] == library]:
                del sys.modules[name]
    return [import_module(name) for name in names]


def _alone(library: str, names: Sequence[str], without: Sequence[str]) -> list[ModuleType]:
    spec = find_spec(library)
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError(library)
    for name in without:
        sys.modules[name] = _Absent(name)
    for name in names:
        parents = name.split(".")[:-1]
        for n in range(1, len(parents) + 1):  # a package whose __init__ is not run
            hollow = sys.modules.setdefault(".".join(parents[:n]), ModuleType(".".join(parents[:n])))
            hollow.__path__ = [str(Path(place, *parents[1:n])) for place in spec.submodule_search_locations]
    return [import_module(name) for name in names]
