"""The section Settings: you and your brand, appearance, backups, checks, Trash, and the keys there are."""
