"""Caveat checks suppliers against restricted-party lists, offline, and proves what it found."""

__version__ = "0.1.0"
