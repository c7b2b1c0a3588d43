"""The JSON interface under /api/v1/: what the pages say, for programs; and exchange files of sources, taken in."""
