"""The pure rules of guidance: what a walk is made of, whether it is whole, where answers lead."""
