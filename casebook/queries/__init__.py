"""Every question that is asked of the casebook, one function each; all take the connection first."""
