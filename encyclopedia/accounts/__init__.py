"""Who takes part: the account, its name, its roles, sign-up and sign-in."""
