"""Bytes from elsewhere to plain data and back: tables of CSV and XLSX. Files are hostile; no records are known here."""
