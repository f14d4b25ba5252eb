"""The edit page: its forms, how it is saved, and what it shows when two people saved."""
