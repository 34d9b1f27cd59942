"""Facts in a message found by rule: a child's age, ZIP, town, program, insurance."""
