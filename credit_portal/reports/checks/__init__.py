"""批量信用核查: a list of codes answered at once, for a purpose."""
