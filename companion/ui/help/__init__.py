"""What a screen is for and what a word means; may import what every screen may."""
