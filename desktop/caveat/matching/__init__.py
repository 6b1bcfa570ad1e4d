"""How likely two texts mean one party: names, addresses, candidates, scores. No input or output."""
