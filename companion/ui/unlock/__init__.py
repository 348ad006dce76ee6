"""Before the vault is open: the lock screen and the first start.

May import: what `companion.ui` may. Nothing here knows the session, which is made after unlocking.
"""
