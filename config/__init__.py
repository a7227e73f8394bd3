"""Settings, addresses and the server's entry: the only room that knows every other."""
