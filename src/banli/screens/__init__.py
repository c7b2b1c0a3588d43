"""What the portal and the desk share: templates, colours and shapes, clocks in words, the sign-in of a demo."""
