"""Whether a site says whose it is."""
