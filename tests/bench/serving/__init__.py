"""How fast the public site is served, beside a page that never changes and a view with one query, in one run."""
