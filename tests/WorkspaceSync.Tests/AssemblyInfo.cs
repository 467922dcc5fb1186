// Several kinds of tests change what the whole process has only one of: its environment, the session's nodes and hosts.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
