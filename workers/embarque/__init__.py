"""Stand-ins that let the platform run on one machine without outside services: development and demo."""
