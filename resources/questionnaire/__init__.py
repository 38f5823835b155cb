"""The form a stakeholder fills in without a network: its style and its one script, put into each file whole."""
