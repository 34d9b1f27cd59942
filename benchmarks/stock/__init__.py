"""Stock Rasa as `rasa init` leaves it, taught from the same examples and driven through its own REST channel."""
