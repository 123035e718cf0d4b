"""Guides and their prose pages."""
