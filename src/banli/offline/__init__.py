"""断网办理: what is written on a device without a network, and taken in once when the network is back."""
