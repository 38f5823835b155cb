"""Consultant Desk: the program without its window. Domain, storage, services and the command line live here; Qt must not."""

__version__ = "0.1.0"
