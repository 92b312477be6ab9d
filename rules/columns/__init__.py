"""Columns that are silent, empty or undated, and the home page among them."""
