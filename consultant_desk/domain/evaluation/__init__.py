"""The evaluation core: problem in, ranking, verdict and explanation out. Nothing here knows of a workspace or a window."""
