"""Practices: whether what large teams do has crossed its break-even here."""
