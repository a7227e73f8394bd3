"""Tickets, visits, legal aid."""
