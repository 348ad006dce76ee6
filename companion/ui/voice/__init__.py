"""Reading aloud with the system's own voices, in a process that holds no key and knows no file of ours.

May import: what `companion.ui` may, but never the log: only what is told of the law and of services has a voice.
"""
