"""One spider per way of looking."""
