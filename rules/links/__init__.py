"""Whether what a site links to is there, and is what it should be."""
