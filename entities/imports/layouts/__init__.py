"""The layouts of the register: businesses, penalties, permits."""
