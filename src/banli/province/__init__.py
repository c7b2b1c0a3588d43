"""A province's pack: read, checked and loaded, its registers, its week files and its exchange files."""
