"""Data files of the program, read through `importlib.resources` so that a frozen program finds them too."""
