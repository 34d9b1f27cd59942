"""OneDoor beside stock Rasa: the same families, the same machine, one run (`onedoor bench`)."""
