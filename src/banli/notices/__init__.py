"""Messages to applicants: made from the record's news, read in the portal."""
