"""afitrack: where each area for improvement stands, quarter by quarter, on evidence."""

__version__ = "0.1.0"
