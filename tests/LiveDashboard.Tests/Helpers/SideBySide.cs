// They wait for disks, databases and other processes more than they work.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 4)]
