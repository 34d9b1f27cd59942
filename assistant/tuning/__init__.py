"""Tunes the encoder's layers on families' messages: rare, twenty minutes on two cores, its result lies in understanding/."""
