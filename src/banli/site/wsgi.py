"""The door for the web server: ``banli.site.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from banli.runtime import environment
from banli.runtime.demo_clock import DemoClock
from banli.runtime.folder import MASK

os.umask(MASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
own_clock = DemoClock(environment.read())
own_clock.join()
application = get_wsgi_application()
