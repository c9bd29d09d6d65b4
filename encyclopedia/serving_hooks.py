"""What the web server does at its turning points; read by gunicorn as its configuration."""

import gc
from typing import Any


def when_ready(server: Any) -> None:
    """Keep the loaded program shared by all workers: the collector would copy its pages."""
    gc.collect()
    gc.freeze()
