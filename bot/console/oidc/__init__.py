"""Signing in with the organization's own accounts (OpenID Connect): code flow with PKCE, state and nonce."""
