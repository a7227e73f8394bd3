"""Template tags of the import."""
