"""Search on the phone itself: what can be found, as scripts, and the engine that finds it."""
