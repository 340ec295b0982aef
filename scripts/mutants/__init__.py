"""How much of a change to the rules and to placement the tests notice: `make mutants`.

One operator or one answer is changed at a time, and the tests have to fail.  `drawing` finds what can be changed and
draws from it, `planting` puts a change into the running code, `running` judges it in a process of its own.
"""
