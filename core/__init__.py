"""Scope, periods, figures, encrypted fields and shared views: no models, no word of the domain."""
