"""The workspace on disk: engine, transactions, journal, migrations, lock, backup, search, documents. No meaning of records here."""
