"""``python -m viewer`` is the command ``metastasis-viewer``."""

import sys

from viewer.cli import main

sys.exit(main())
