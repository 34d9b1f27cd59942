"""One module for each form in which a directory arrives; all end in the same checked rows."""
