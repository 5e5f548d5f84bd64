"""The typst templates of the documents, one per kind, over `base.typ`; their data: `procedure.contenus`."""
