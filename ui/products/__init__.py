"""The catalogue: the list of products beside the record with prices, evidence and details."""
