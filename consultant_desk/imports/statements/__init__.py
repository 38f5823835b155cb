"""Statements of networks, programmes and banks to lines in the program's own terms, by profiles that are data.

Nothing here knows records, decides what a line changes, or guesses: what cannot be read is kept and says why.
"""
