"""Work without a network at the desk: the page that opens without one, and the door through which it comes in."""
