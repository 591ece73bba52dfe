"""How a business is treated, shown in its file and printed by a command."""
