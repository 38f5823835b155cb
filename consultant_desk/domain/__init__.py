"""Pure functions over frozen dataclasses. No I/O, no SQL, no Qt, no clock, no global random state."""
