"""Addresses that were given out, on paper or in messages: they live for ever."""
