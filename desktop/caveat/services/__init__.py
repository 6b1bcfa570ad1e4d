"""Use cases, one module per verb: what the window and the command line both call."""
