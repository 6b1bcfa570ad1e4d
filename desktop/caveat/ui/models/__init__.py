"""Qt models: arrays of facts for views, testable without one."""
