"""What may be drawn, who must keep out, and when a panel may conclude. Pure."""
