"""The ledger in a workspace: importing statements, the sums and lists of the earnings section, exports.

The rules are pure and live in `domain.earnings`; what a file says is read by `imports.statements`.
"""
