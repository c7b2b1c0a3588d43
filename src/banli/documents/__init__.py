"""Layer 1: typesetting. Sheets (plain data) in, PDF and DOCX bytes out; equal sheets give equal bytes."""
