"""Many families at both doors at once, whose messages come whether or not we have answered the ones before."""
