"""How fast afitrack is, always beside what merely parsing the same files costs."""
