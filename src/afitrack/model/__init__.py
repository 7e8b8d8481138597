"""The words of the field, frozen: what every other room speaks of."""
