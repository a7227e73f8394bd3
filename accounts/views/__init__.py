"""Pages of logging in and of managing people."""
