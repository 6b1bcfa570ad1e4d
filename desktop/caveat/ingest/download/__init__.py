"""Fetches the bytes of published list files; what they mean is not its business."""
