namespace WorkspaceSync;

/// <summary>Carries plans out and takes them back, with a record that is on the disk before the first file is touched.</summary>
internal sealed class ConflictResolver(ResolutionJournal journal)
{
    /// <param name="live">The version that will be live, in words.</param>
    public async Task<SyncConflictResolution> ResolveAsync(ConflictPlan plan, string live, CancellationToken cancel)
    {
        DateTimeOffset now = DateTimeOffset.Now;
        SyncConflictResolution record = new()
        {
            Id = ResolutionJournal.NewId(now),
            Time = now,
            Share = plan.Site.Share,
            Machine = plan.Site.Machine,
            HostName = plan.Site.Node?.HostName,
            Root = plan.Site.Files.Root,
            Path = plan.Path,
            ConflictPath = plan.ConflictPaths,
            Keep = plan.Keep,
            IsIdentical = plan.IsIdentical,
            Live = live,
            KeptPath = [.. plan.Others.Select(other => other.KeptAt)],
            Steps = plan.Steps,
            Versions = [.. plan.Others.Select(other => other.File).Prepend(plan.Winner).Select(file => new ResolvedVersion(file.Facts, new ConflictAuthor(file.Machine, file.DeviceId)))],
            Node = plan.Site.Node,
        };
        journal.Save(record);
        FileFault.Reach();
        try
        {
            foreach (FileStep step in plan.Steps)
            {
                await plan.Site.Files.DoAsync(step, cancel).ConfigureAwait(false);
            }
        }
        catch (SyncException e)
        {
            try
            {
                await TakeBackAsync(record, plan.Site.Files, CancellationToken.None).ConfigureAwait(false);
            }
            catch (SyncException second)
            {
                // Its record stays, and with it the way back.
                throw new SyncException(e.Error, $"{e.Message} What had been done of it could not be taken back yet ({second.Message.TrimEnd('.')}): nothing is lost, and once that is mended, Undo-SyncConflict {record.Id} does it.", e);
            }

            journal.Remove(record.Id); // nothing came of it
            throw;
        }

        record.State = SyncResolutionState.Done;
        journal.Save(record);
        return record;
    }

    /// <summary>Brings back what was before; also what an interrupted resolution has done so far.</summary>
    public async Task UndoAsync(SyncConflictResolution record, IShareFiles files, CancellationToken cancel)
    {
        await TakeBackAsync(record, files, cancel).ConfigureAwait(false);
        record.State = SyncResolutionState.Undone;
        journal.Save(record);
    }

    private static async Task TakeBackAsync(SyncConflictResolution record, IShareFiles files, CancellationToken cancel)
    {
        List<FileStep> done = [];
        foreach (FileStep step in record.Steps)
        {
            if (record.State is not SyncResolutionState.Done && !await WasDoneAsync(step, files, cancel).ConfigureAwait(false))
            {
                break;
            }

            done.Add(step);
        }

        // A file that was kept for a Replace that never came still is in its place: what was kept is one name too many.
        if (done is [.., { Kind: FileStepKind.Keep } unused])
        {
            await files.DropAsync(unused.To, unused.From, cancel).ConfigureAwait(false);
            done.RemoveAt(done.Count - 1);
        }

        IReadOnlyList<FileStep> back = FileStep.Invert(done);
        await CheckAsync(record, back, files, cancel).ConfigureAwait(false);
        foreach (FileStep step in back)
        {
            if (!await WasDoneAsync(step, files, cancel).ConfigureAwait(false)) // by an undo that was killed
            {
                await files.DoAsync(step, cancel).ConfigureAwait(false);
            }
        }

        // A merge was made for this: nobody has it in mind as a version.
        foreach (FileStep step in record.Steps.Where(step => IgnoreNames.IsTemporary(step.From)))
        {
            await files.DropAsync(step.From, null, cancel).ConfigureAwait(false);
        }
    }

    // What was written since, or cleaned out of the version store, is found before anything is moved.
    private static async Task CheckAsync(SyncConflictResolution record, IReadOnlyList<FileStep> steps, IShareFiles files, CancellationToken cancel)
    {
        foreach (FileStep step in steps)
        {
            FileFacts? from = await files.LookAsync(step.From, cancel).ConfigureAwait(false);
            if (!step.Fits(step.Moved, from) && !await WasDoneAsync(step, files, cancel).ConfigureAwait(false))
            {
                throw new SyncException(
                    SyncError.FileChanged,
                    $"{record.Machine}: the resolution {record.Id} cannot be undone: {PrintableText.Of(step.From)} {(from is null ? "is gone" : "was written since")}. Nothing was changed. The other versions are in {string.Join(", ", record.KeptPath.Select(PrintableText.Of))}, from {record.Root}.");
            }
        }
    }

    // Each step is done whole or not at all, but for the name that a copy or a swap leaves: then both are there, and one is dropped.
    private static async Task<bool> WasDoneAsync(FileStep step, IShareFiles files, CancellationToken cancel)
    {
        FileFacts? from = await files.LookAsync(step.From, cancel).ConfigureAwait(false);
        FileFacts? to = await files.LookAsync(step.To, cancel).ConfigureAwait(false);
        bool hasArrived = to is not null && step.Moved.HasSameContent(to);
        switch (step.Kind)
        {
            case FileStepKind.Keep:
                return hasArrived;
            case FileStepKind.Move when hasArrived && from is not null && step.Moved.HasSameContent(from):
                await files.DropAsync(step.To, step.From, cancel).ConfigureAwait(false);
                return false;
            case FileStepKind.Replace when hasArrived && from is not null && step.Replaced!.HasSameContent(from) && !step.Replaced.HasSameContent(step.Moved):
                await files.DropAsync(step.From, null, cancel).ConfigureAwait(false); // the swap is done, and it was kept before
                return true;
            case FileStepKind.Replace when hasArrived && from is not null && step.Moved.HasSameContent(from):
                await files.DropAsync(step.From, step.To, cancel).ConfigureAwait(false); // it came as a copy, from another file system
                return true;
            default:
                return hasArrived && from is null;
        }
    }
}
