"""Lists and figures of the desk as files."""
