"""Clips: from a storyboard in two languages, or a film that someone has shot, to what is played."""
