"""Taking in a list of enterprises: what it is compared with, how its rows are judged, stored and undone."""
