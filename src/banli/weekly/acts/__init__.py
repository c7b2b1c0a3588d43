"""The acts on the weekly report: setting up, collecting, editing, signing off, publishing."""
