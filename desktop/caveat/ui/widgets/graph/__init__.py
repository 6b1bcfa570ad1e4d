"""The graph of connections as a picture: where parties stand, how they look, how one walks it."""
