"""One message, one turn: safety first, then Rasa with its actions, then one commit."""
