"""The name of the table that says which schema a casebook has: the directory may share its server's database."""

VERSION_TABLE = "casebook_version"
