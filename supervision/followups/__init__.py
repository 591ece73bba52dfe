"""What has to be considered after a poor national result; each an officer's to decide."""
