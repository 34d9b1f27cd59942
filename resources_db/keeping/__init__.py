"""Keeps the directory true: corrections, verifications, reports, duplicates, and what families did not find."""
