"""Published restricted-party lists, one module per format."""
