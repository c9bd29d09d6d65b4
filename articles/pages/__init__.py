"""What each page shows, as finished values: templates need no query and decide nothing."""
