"""Pages of activities, of signing in, of festivals and deals."""
