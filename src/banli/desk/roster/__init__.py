"""值班 at the desk."""
