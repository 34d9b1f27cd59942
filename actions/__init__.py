"""Rasa's actions: thin, one module per topic; they read slots, ask services and choose responses."""
