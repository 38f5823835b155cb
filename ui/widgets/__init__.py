"""The controls every screen is built from. They know the theme and the keyboard, but no record, page or command."""
