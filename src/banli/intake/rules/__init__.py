"""Reading and checking exchange files, and what their rows become. Pure: bytes and columns in, columns out."""
