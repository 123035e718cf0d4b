"""Word files of what provinces adapt: true styles, tables and tick boxes."""
