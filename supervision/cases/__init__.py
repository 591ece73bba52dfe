"""典型案例: written by the office that decided, masked, published, withdrawn."""
