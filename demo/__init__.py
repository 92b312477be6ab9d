"""A made-up city with planted faults; shares nothing with what reads it."""
