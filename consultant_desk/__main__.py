"""`python -m consultant_desk`: the same program as `consultant-desk`."""

from __future__ import annotations

import sys

from consultant_desk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
