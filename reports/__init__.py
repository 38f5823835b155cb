"""Recommendation reports: a pure function from a snapshot to PDF bytes, and their verification. Never opens a workspace."""
