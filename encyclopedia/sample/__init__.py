"""The sample encyclopedia."""


def load() -> list[str]:
    """Load the sample articles that are missing, and return a line for each thing done."""
    return ["No sample articles yet."]
