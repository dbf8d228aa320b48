"""The same numbers from elsewhere: scipy, statsmodels, numpy or the plain definition.

Nothing here imports the product; test_oracles.py sees to it.
"""
