"""Rating on the portal: from the page of a case, by the code of a receipt, at the screen of a window; the values."""
