"""Reports by others that an agency takes in for a matter: of banks and of credit services."""
