"""Facts about the texts that phones carry."""
