"""What every test shares: a folder of their own for what is kept between runs."""

from __future__ import annotations

import os
import tempfile
from typing import Any

os.environ["EMPATHY_AUDIT_CACHE"] = tempfile.mkdtemp(prefix="empathy-audit-tests-")  # before anything is loaded, for all


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Skips are silent under -q; this one must not be."""
    import browser

    skipped = terminalreporter.stats.get("skipped", [])
    if any(browser.MISSING in str(each.longrepr) for each in skipped):
        terminalreporter.write_line(f"WARNING: {browser.MISSING}", yellow=True, bold=True)
