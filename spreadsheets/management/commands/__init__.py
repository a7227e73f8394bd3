"""Commands of the import."""
