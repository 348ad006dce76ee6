"""The screen "What happens if…": a question about the law, and its answer. Imports domain rooms and `ui` alone."""
