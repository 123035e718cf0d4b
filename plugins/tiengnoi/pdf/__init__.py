"""PDFs: the articles of the site, set by Typst for A4 in black and white."""
