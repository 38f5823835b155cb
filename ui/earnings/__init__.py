"""The section Earnings: what was earned, what is still owed, and taking in statements.

Figures come ready from `desk.earnings` and `desk.statements`; nothing is summed, matched or decided here.
"""
