"""Texts through Twilio: signed webhooks in, its REST API out, and a fake of both for demo and tests."""
