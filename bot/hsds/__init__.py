"""The read-only HSDS 3.1 API over the public directory, for anyone."""
