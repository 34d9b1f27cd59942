"""The search index: finds fast what may fit a question. All of it can be made anew from the directory's tables."""
