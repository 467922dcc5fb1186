using System.Globalization;
using System.Reflection;
using WorkspaceSync.Tests;

// BenchmarkDotNet measures calls within one process. What is compared here are whole programs and daemons, which it has
// no place for: so a small runner of its own, that takes both sides in turn in one run.
IBenchmark[] all =
[
    .. Assembly.GetExecutingAssembly().GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
        .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
        .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal),
];
if (args is ["--list"])
{
    Array.ForEach(all, benchmark => Console.WriteLine(benchmark.Name));
    return 0;
}

if (args is [ServiceProcess.Argument, var peers])
{
    ServiceProcess.Serve(int.Parse(peers, CultureInfo.InvariantCulture));
    return 0;
}

if (args.FirstOrDefault(name => all.All(benchmark => benchmark.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}");
    return 2;
}

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
List<Figure> figures = [];
int failed = 0;
foreach (IBenchmark benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.WriteLine($"{benchmark.Name} ...");
    try
    {
        figures.AddRange(await benchmark.RunAsync(stop.Token));
    }
    catch (Exception e) when (!stop.IsCancellationRequested)
    {
        Console.Error.WriteLine($"{benchmark.Name} could not be measured: {e}"); // the others can
        failed++;
    }
}

Console.WriteLine();
Console.Write(FigureTable.Write(figures));
int missed = figures.Count(figure => figure.Bound?.Holds(figure) == false);
Console.WriteLine(failed > 0 ? $"{failed} could not be measured." : missed > 0 ? $"{missed} of the bounds do not hold." : "Every bound holds.");
return missed + failed == 0 ? 0 : 1;
