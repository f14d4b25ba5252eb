"""The script that drew the sample pictures."""
