"""The first run: the sample workspace, a workspace of one's own, or one that is there already."""
