"""The site around the articles: settings, accounts, limits, sample, commands."""
