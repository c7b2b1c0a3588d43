"""通报、通知、月报: the papers of the centre itself, worded by the pack and filled from the record."""
