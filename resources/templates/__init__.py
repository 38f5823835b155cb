"""Templates: criteria with scales, anchors and weights per category of software."""
