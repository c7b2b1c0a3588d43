"""年度考核: the score of departments and windows by month and year, each point with its source."""
