"""How well messages are understood: cases that training never saw, figures, plots, beside stock Rasa."""
