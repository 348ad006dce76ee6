"""Screens of the law: a place's page, its topics, its law changes. Imports the domain rooms and `ui`, never `cli`."""
