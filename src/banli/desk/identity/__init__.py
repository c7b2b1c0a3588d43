"""Who somebody is: papers seen at the counter."""
