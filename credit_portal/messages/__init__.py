"""Messages of the portal to officials, agencies and businesses, each sent once and receipted."""
