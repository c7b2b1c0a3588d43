"""What an organ does of itself (依职权): penalty, coercive measure, levy, inspection, from the lead to the closing."""
