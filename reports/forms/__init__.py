"""Forms of ``reports``."""
