"""The public directory of help: HSDS-shaped tables, questions and importers; never any personal data."""
