"""Stations and incubation sites."""
