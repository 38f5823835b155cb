"""Charts and small marks painted with QPainter, from the geometry the report shares. No data access lives here."""
