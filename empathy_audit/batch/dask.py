"""The workers of a Dask cluster, by Dask's own executor. They need this package, and the files under the same paths or URLs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from empathy_audit.batch import Start
from empathy_audit.batch.engines import Engine, Given
from empathy_audit.batch.work import Setup
from empathy_audit.errors import Problem, UsageError

PATIENCE = 30  # seconds in which a scheduler has to answer
PACKAGE = "empathy-audit[dask]"


@contextmanager
def cluster(address: str) -> Iterator[Start]:
    """The engine of the cluster whose scheduler is at `address`. Raises UsageError where there is none."""
    try:
        dask: Any = import_module("distributed")
    except ImportError:
        raise _wrong("dask", "--engine dask needs a library that is not installed", f"pip install '{PACKAGE}'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # of a slow network and the like; what is lost we tell ourselves
    try:
        client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # a timeout is an OSError
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise _wrong(address, f"no Dask scheduler answers: {why}", "is it running, and the address right?") from None
    with client:
        width = sum(client.nthreads().values())
        if not width:
            raise _wrong(address, "the Dask scheduler has no workers", "start some: dask worker ADDRESS")

        def engine(setup: Setup) -> Engine:
            # what a dead worker had is given to another by Dask itself, until it has killed several
            return Given(setup, lambda: client.get_executor(pure=False), width, (dask.KilledWorker,), breaks_all=False)

        yield engine


def _wrong(place: str, message: str, fix: str) -> UsageError:
    return UsageError(Problem(place, message, fix))
