"""The only encrypted store: key slots, two SQLCipher files (library and log), migrations, backups.

May import: the ground floor. sqlcipher3 is imported in `connection` alone.
"""
