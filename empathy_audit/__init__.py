"""empathy-audit: a linter and a scorecard for empathy in conversations."""

__version__ = "0.1.0"
