"""The newest schema, and the table that says which one a casebook has (the directory may share its database)."""

NEWEST = "0013"
VERSION_TABLE = "casebook_version"
