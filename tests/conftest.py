"""What every test shares: folders of their own for what is kept between runs and for Python's bytecode."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import Any

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit it; set before anything is loaded
    KEPT = tempfile.mkdtemp(prefix="empathy-audit-tests-")
    os.environ["EMPATHY_AUDIT_CACHE"] = KEPT
    # Where bytecode is forbidden, as in many images, each of the hundreds of processes would compile all sources again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = os.path.join(KEPT, "bytecode")  # noqa: PTH118
    atexit.register(shutil.rmtree, KEPT, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Skips are silent under -q; this one must not be."""
    import browser

    skipped = terminalreporter.stats.get("skipped", [])
    if any(browser.MISSING in str(each.longrepr) for each in skipped):
        terminalreporter.write_line(f"WARNING: {browser.MISSING}", yellow=True, bold=True)
