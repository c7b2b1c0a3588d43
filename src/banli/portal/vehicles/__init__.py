"""The vehicles a carrier keeps."""
