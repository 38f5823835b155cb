"""Today: what wants attention, each row acted on in place. It shows what the day's sheet says and starts operations."""
