"""Putting a family forward: what a receiver gets to know, what follows from each move."""
