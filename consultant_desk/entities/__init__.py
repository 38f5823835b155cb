"""The record types, one file each: a mapped class and its `EntitySpec`. No queries and no rules of business here."""
