"""The second factor of signing in: a code from a phone, or a recovery code. Each opens once."""
