"""会商: a department asks others, or its own divisions, for their opinion on a matter before it goes on."""
