"""The command line: one file per area, each a thin caller of `Desk`. No rules of business here."""
