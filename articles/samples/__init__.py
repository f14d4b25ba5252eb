"""What ships for trying Newsroom: deliveries to import, pictures for them, and the script that drew those."""
