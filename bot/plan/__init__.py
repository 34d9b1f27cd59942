"""The family's plan as a page, on paper, and shown to a person that it chose."""
