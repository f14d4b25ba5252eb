"""What `python -m tests` needs to run the suite on every database and browser of this machine."""
