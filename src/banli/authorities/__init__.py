"""The network of filing authorities: entrusted, reviewed, trained, equipped, live, suspended, withdrawn, ended."""
