"""大厅防控: what is asked at the door while a rule set is in force, and nothing about anybody afterwards."""
