"""The figures of the dashboard, and the lists behind them.

A *topic* names rows, the states they may be in and how they are grouped; the counts and the list
behind each of them are asked of the same queryset with the same condition, so that they agree.
"""
