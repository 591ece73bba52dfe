"""双随机、一公开: item list, plan, task, provable draw, visit, published result."""
