"""Training sessions: what a workshop holds, its answers from the law of the chosen place and day, and its numbers.

A workshop is content: slides, a quiz, scenarios, notes. Figures and right answers never stand in it; they are asked of
the rules when it is given. What is kept of a session is numbers only.

May import: the ground floor, `vault`, `rights`.
"""
