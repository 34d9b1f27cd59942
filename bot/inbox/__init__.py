"""The first stage: a message is committed before anyone is answered."""
