"""What an organ makes public of its decisions, and when (行政许可和行政处罚“双公示”)."""
