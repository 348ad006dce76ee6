"""Workshops on screen: the library, the projector's window and the presenter's page."""
