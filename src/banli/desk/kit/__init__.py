"""What the businesses of the desk share: the frame, lists by page, forms of records, papers."""
