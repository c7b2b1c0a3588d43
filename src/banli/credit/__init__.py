"""Credit: who may not apply for what until when, and the violations that count against somebody."""
