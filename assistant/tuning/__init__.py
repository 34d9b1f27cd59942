"""Tunes the encoder's layers on families' messages: rare, half an hour on two cores; its result lies in understanding/."""
