"""The one page of a receiver without software: yes, no with a reason, done."""
