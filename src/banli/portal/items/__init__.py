"""Items on the portal: guide, blank forms, codes in words, what is wanted most."""
