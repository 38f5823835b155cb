"""Start of the packaged window program."""

import sys

from ui.app import main

sys.exit(main())
