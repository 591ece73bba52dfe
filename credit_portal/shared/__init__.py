"""Below everything: errors, events, working days, ciphers, documents. No models."""
