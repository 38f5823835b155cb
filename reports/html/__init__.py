"""A report as one file of HTML that needs nothing else: style, faces, charts and data are in it, and no script."""
