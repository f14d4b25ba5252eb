"""Published stories for the machines of others, one format a module."""
