"""Families' private records: messages, consent, hand-offs and staff; every personal field is sealed."""
