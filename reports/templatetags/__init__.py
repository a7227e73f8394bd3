"""Template tags of ``reports``."""
