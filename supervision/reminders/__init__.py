"""信用提示警示: businesses of a class are reminded together (江阴 三(五), 伊春 三-2)."""
