"""``python -m banli``."""

from __future__ import annotations

import sys

from banli.cli import main

if __name__ == "__main__":
    sys.exit(main())
