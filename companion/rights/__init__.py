"""The law, dated and sourced: jurisdictions, topics, rules, thresholds, answers.

May import: the ground floor and `vault`. Knows nothing of services or the log.
"""
