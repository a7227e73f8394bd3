"""What the pages of a month show: the list of months, one month as work, one closing, what changed since."""
