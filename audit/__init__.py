"""The insert-only log of who read, changed, imported and exported what."""
