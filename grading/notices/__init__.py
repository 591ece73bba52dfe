"""What follows from grades and bears on them by hand: messages, tasks, overrides, results from
outside."""
