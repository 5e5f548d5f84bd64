"""The pages: Jinja templates and one style sheet, no script, nothing from elsewhere."""
