"""Items at the desk: drafts, reviews, publication, suspension and retirement."""
