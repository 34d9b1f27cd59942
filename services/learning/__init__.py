"""How the assistant learns from use: what was unclear, what may be learned from, and without whose name."""
