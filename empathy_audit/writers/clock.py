"""Times as captions and people write them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Seconds as hours, minutes, seconds and thousandths: 3661.5 gives "01:01:01.500"."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
