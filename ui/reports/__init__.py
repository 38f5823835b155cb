"""The section Reports: the list, the report with options and live pages, issuing, verifying a file.

Pages are built in the worker process and drawn by pypdfium2; nothing here lays out a report.
"""
