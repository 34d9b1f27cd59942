"""The widget's channel: one script for host sites, one socket to talk through, one page to see it."""
