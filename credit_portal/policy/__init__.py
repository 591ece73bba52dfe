"""Policy packs and the working-day calendar."""
