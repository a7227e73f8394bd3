"""支部月报: what a branch's page of a month shows, what is odd about it, its photos, and the table of all."""
