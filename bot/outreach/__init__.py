"""What we begin ourselves: follow-ups, in their time and never at night."""
