"""Documents made of the site's pages: which there are, and all that goes into each."""
