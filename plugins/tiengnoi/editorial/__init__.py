"""Wording that the project has agreed on: rules of content, terms to avoid."""
