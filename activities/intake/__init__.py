"""Taking in activities and sign-in sheets: what a row may name, who is meant, what is stored and undone."""
