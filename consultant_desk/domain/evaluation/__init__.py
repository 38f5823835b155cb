"""The evaluation core: problem in; ranking, verdict and explanation out. Knows of no workspace and no window."""
