#!/usr/bin/env python
"""Runs the site's commands: `manage.py [--data DIR] COMMAND`."""

import os
import sys


def main() -> None:
    """Run the command; a setting that is missing or unsafe stops it with one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from encyclopedia.serving import take_data_folder

    try:
        execute_from_command_line(take_data_folder(sys.argv))
    except ImproperlyConfigured as problem:
        sys.exit(f"The site cannot start: {problem}")


if __name__ == "__main__":
    main()
