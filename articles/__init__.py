"""What an article is, how it changes, and how it is read."""
