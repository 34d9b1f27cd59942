"""What care coordination keeps for a family: facts, screenings, needs, consents, referrals, follow-ups, one plan."""
