"""People who log in, their roles, and which rows they may see."""
