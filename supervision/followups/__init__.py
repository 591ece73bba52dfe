"""What has to be considered after poor results and broken promises; each an officer's to decide."""
