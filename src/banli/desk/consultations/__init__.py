"""会商 at the desk."""
