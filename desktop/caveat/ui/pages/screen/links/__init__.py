"""The Links tab: what ties a party to others, as a picture and as a list."""
