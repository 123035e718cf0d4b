"""What there is to download: documents made of the site's pages, as PDF and for Word."""
