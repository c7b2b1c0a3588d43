"""Bundles (一件事一次办): several items of several departments applied for at one go, each its own case."""
