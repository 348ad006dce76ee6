"""How the program is built: catalogs, generated files, the frozen program and its smoke test.

The door is `build_installer.py`. May import: `companion.i18n.locales` and `companion.packs.builder`, where needed, and
babel, hatchling and PyInstaller, each only in the function that needs it.
"""
