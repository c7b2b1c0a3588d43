"""Guidance (导办): the items by stage of life, and walks of questions that end with the item one needs."""
