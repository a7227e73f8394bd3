"""Repairing an import in the browser: steps that somebody takes, what they come to, and what is remembered of them."""
