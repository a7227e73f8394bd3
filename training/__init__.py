"""Training sessions."""
