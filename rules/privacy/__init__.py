"""Numbers and homes of people that a page or a file shows to everybody."""
