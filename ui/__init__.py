"""The window: Qt widgets that show read models and start operations. No SQL and no rules of business here."""
