"""The ports of the loopback beyond the city's own: there stands the rest of the world."""

HOSTS = ("friend", "turned", "parked", "wall", "dead")
"""By number from the first outside port on; nothing listens on the last."""
SILENT = "dead"


def address(first: int, to: str) -> str:
    """The address of what a lead names: the host's name, and the path behind it."""
    host, _, path = to.partition("/")
    return f"http://127.0.0.1:{first + HOSTS.index(host)}/{path}"
