"""Item models over frozen rows. Sorting and filtering happen before the rows arrive; nothing here reads storage."""
