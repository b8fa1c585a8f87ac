"""Problems: the cause behind incidents, known errors with their workarounds. Plans no work."""
