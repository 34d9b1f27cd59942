"""A phone to play with in demo mode: its texts pass through the fake provider and the real, signed webhook."""
