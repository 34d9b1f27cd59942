"""The numbered, forward-only steps that bring a directory up to date."""
