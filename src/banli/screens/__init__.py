"""What portal and desk share: sign-in, the form of an item, words, papers, templates, colours, clocks in words."""
