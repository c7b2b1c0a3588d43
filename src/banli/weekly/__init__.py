"""Layer 7: the weekly report. Collect from the record, edit, sign off (the number is allotted), publish."""
