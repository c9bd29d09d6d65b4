"""What the encyclopedia promises, as tests."""
