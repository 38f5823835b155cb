"""Read models: frozen data that areas hand to the window, the command line and tests. No ORM object leaves an area.

Ids are record ids. Dates are ISO dates, instants UTC with Z, amounts are `Money` in minor units; empty text means none.

One module per area, so that the first screen loads no more than it shows.
"""
