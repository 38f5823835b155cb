"""Revisions of the schema, shipped as files: additive only, one per release that changed it."""
