"""What a worker of our own web process serves: the site, until the process that made the worker dies.

Granian's workers outlive a master that is killed outright. They would hold the port of a platform whose database is
gone, and the next `./banli serve` would find it taken.
"""

from __future__ import annotations

import os

from banli.runtime.identity import PARENT, dies_with_parent

dies_with_parent(parent=os.environ.get(PARENT, ""))()

from banli.site.wsgi import application  # noqa: E402 # asked first, so that no worker loads the site for nobody

__all__ = ["application"]
