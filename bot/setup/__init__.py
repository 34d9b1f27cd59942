"""Makes what the house needs and has not got: Rasa's environment, the model, the directory, demo secrets."""
