"""Telnyx: JSON events signed with Ed25519 in, its REST API out."""
