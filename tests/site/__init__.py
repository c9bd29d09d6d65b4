"""The site around the articles."""
