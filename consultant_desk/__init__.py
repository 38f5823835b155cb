"""Consultant Desk without its window: domain, storage, services and the command line live here; Qt must not."""

__version__ = "0.1.0"
