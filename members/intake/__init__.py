"""Taking in a roster: what it is compared with, how its rows are judged, how they are stored and undone."""
