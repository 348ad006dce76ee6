"""The recurring pieces of the screens, one file each; they take plain values and words already translated.

May import: the single files of `companion`, `i18n`, and `companion.ui`'s theme and icons.
"""
