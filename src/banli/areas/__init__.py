"""Areas: rights to a piece of ground, such as mining rights, of which no two may overlap."""
