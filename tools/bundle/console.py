"""Start of the packaged console program."""

import sys

from consultant_desk.cli.main import main

sys.exit(main())
