"""Everything that has parts, times or numbers: sessions, handouts, courses, shared facts."""
