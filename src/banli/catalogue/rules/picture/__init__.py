"""A definition drawn: the picture of its procedure and its BPMN file."""
