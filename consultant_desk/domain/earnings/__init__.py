"""What a commission is and becomes: states, observations and their fold, identity, import plan, payouts, forecast.

Pure: no files, no database, no clock. Reading statements is `imports.statements`, keeping them `services.earnings`.
"""
