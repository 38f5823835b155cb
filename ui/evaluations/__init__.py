"""The Evaluations section: the list, and the workbench with its steps and the live ranking.

Widgets here are fed by problems and results and answer with signals; only the pages call operations.
"""
