"""Finds real help near a family in the public directory."""
