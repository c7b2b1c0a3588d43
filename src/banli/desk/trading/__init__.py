"""公共资源交易 at the desk."""
