"""Mock trials: scripts of roles, lines and minutes, and the warnings that stand above each."""
