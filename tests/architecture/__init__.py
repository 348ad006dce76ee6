"""The rules of the house as code. Each rule takes one source file and yields what breaks it, with advice attached.

`tests/test_architecture.py` runs them over the tree and proves with a tiny broken example that each can fail.
"""
