"""The window: the only place that imports PySide6."""

from caveat.ui.singletons import keep_singletons

keep_singletons()
