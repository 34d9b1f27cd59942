"""Twilio: signed form posts in, its REST API out."""
