"""Who owns how much of whom on a day, and what dated rules make of it."""
