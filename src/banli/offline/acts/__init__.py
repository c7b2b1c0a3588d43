"""What changes rows: devices, what comes in from them, numbers leased to them."""
