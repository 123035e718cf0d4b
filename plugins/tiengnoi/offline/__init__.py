"""The site to take along: zips that open from a USB stick or a laptop, without network."""
