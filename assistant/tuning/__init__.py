"""Tunes the encoder's layers on families' messages: rare, half an hour on two cores; see understanding/tuned."""
