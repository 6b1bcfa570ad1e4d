"""What we talk about: frozen, slotted dataclasses and enumerations. Standard library only."""
