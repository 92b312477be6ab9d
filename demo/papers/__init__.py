"""Files as offices attach them: small, real, and the same for the same chance."""
