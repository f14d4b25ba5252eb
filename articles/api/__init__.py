"""What other programs ask of the newsroom over HTTP."""
