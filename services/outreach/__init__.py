"""What we ask families later: in which words, and what their answers mean."""
