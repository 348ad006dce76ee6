"""Home: search over everything, quick logging, what changed and what is open. Imports domain rooms and `ui`."""
