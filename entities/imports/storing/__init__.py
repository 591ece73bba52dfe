"""How the good rows of each layout enter the register, as SQL."""
