"""The top layer: settings, addresses, the ``banli`` command and what it runs."""
