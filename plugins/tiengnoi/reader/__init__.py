"""What reaches the reader: clean HTML, and the files that machines ask for."""
