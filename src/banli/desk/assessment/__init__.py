"""年度考核 at the desk."""
