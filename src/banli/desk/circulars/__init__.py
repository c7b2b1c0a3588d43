"""中心公文 at the desk."""
