"""The steps of an expertise, one module per phase; each rule is a small function named after what it grants."""
