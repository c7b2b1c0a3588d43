"""大厅防控 at the desk."""
