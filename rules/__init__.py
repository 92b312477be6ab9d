"""What is wrong. Pure: no network, no SQL, no clock, no template."""
