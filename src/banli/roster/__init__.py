"""值班和考勤: who stands at which window, who is on leave, and who has a badge."""
