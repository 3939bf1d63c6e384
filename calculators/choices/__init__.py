"""Choices: rent or own, spot, API or self-hosted."""
