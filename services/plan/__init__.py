"""One family, one plan: wishes, strengths, supports, steps and the team, drawn from the family's record."""
