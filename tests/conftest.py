"""What every test shares: a folder of their own for what is kept between runs."""

from __future__ import annotations

import os
import tempfile

os.environ["EMPATHY_AUDIT_CACHE"] = tempfile.mkdtemp(prefix="empathy-audit-tests-")  # before anything is loaded, for all
