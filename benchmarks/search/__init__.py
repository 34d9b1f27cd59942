"""How good and how fast the directory's search is."""
