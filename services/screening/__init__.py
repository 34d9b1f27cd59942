"""Asks a family an instrument's questions one at a time: pure functions over frozen records, no web, no SQL, no Rasa."""
