"""The last stage: committed texts go to the provider."""
