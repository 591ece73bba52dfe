"""Harm reversal: where a wrong fact was used, and what was put right since."""
