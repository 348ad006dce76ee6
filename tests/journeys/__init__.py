"""Whole days with the program as a process of its own: what it leaves in memory and on the disk."""
