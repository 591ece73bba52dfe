"""通报函: dishonest public bodies and state firms are made known to superior and audit."""
