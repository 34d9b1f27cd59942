"""The gateway: every socket, every secret, every row; Rasa is only asked what was meant."""
