"""Long work: who asked, how far it is, what came out."""
