"""Loads content: YAML files whose words and numbers are data, never code."""
