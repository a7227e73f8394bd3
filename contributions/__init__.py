"""Posts, mediations, improvements, suggestions, ventures."""
