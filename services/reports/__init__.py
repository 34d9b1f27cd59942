"""Figures for a lead, with small numbers hidden, and the case review of a regional collaborative."""
