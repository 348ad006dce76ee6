"""How the program is built: catalogs, generated files, the frozen program and its smoke test.

Not shipped; the door is `build_installer.py`. May import: the ground floor, `packs`, and babel, hatchling and
PyInstaller, each only in the function that needs it.
"""
