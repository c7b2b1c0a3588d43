"""A new item as a folder of files that its department completes: see :mod:`.making`."""
