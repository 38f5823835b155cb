"""The workspace on disk: engine, transactions, journal, migrations, lock, backup, search. No meaning of records."""
