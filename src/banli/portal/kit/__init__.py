"""What the businesses of the portal share: the visitor, the form of an item, drafts."""
