"""Makes the reader out of the examples: runs in training only."""
