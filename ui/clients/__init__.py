"""The section Clients: the list, the record with its header and tabs, and the sheets that add to it.

Nothing here reads storage: pages ask `Desk` through the window's threads and show the frozen rows they get.
"""
