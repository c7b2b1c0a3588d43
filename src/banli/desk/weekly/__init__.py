"""The weekly report at the desk: lines from the windows, the sheet, the acts, the edition."""
