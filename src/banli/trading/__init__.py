"""公共资源交易: projects by four kinds from the notice to the result, the rooms of their sessions, and objections."""
