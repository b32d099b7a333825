package io.parley.bench.load;

import io.parley.bench.load.baseline.RoomEndpoint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Measures Parley and the baseline, in turn, on the same server. Linux only, since what a process uses is read from
 * {@code /proc}.
 */
public final class LoadBenchmark {

    private static final Logger LOG = Logger.getLogger(LoadBenchmark.class.getName());

    private final Options options;
    private final BenchServer server;

    private LoadBenchmark(Options options, BenchServer server) {
        this.options = options;
        this.server = server;
    }

    /**
     * Runs all workloads.
     *
     * @param args the folder of the build
     * @throws IOException if a file or the server is not what it should be
     */
    public static void main(String[] args) throws IOException {
        Path build = Path.of(args[0]);
        Options options = Options.read(System::getProperty);
        List<Comparison> comparisons =
                options.workloads().stream().map(Comparison::new).toList();
        for (int i = 1; i <= options.servers(); i++) {
            LOG.info("Server " + i + " of " + options.servers() + "; each table is of all so far");
            runOnOne(options, build, comparisons);
        }
        Path json = build.resolve("load/load-" + options.server() + "-" + options.transport() + ".json");
        Files.writeString(json, Report.json(options, comparisons));
        LOG.info("All numbers: " + json);
        plot(comparisons, build.resolve("load"));
        requireNothingLost(comparisons);
    }

    /** A server that is started for this, and stopped. */
    private static void runOnOne(Options options, Path build, List<Comparison> comparisons) throws IOException {
        Path base = Files.createTempDirectory(Files.createDirectories(build.resolve("load")), "server");
        Container container = Container.of(options, build, base);
        try (BenchServer server = new BenchServer(container, options.javaHome())) {
            server.deploy(build.resolve("parley.war"));
            server.deploy(baseline(base));
            LoadBenchmark benchmark = new LoadBenchmark(options, server);
            for (Comparison comparison : comparisons) {
                benchmark.compare(comparison);
                LOG.info(Report.table(comparison));
            }
        }
    }

    /** Each series has a picture of its own. */
    private static void plot(List<Comparison> comparisons, Path folder) throws IOException {
        Map<String, List<Comparison>> series = comparisons.stream()
                .filter(comparison -> comparison.workload().name().contains("-"))
                .collect(Collectors.groupingBy(
                        comparison -> comparison.workload().name().replaceFirst("-.*", "")));
        for (Map.Entry<String, List<Comparison>> entry : series.entrySet()) {
            Path svg = folder.resolve(entry.getKey() + ".svg");
            Files.writeString(svg, new Plot(entry.getKey(), entry.getValue()).svg());
            LOG.info("Plot: " + svg);
        }
    }

    private static Path baseline(Path folder) {
        File war = folder.resolve("baseline.war").toFile();
        ShrinkWrap.create(WebArchive.class, war.getName())
                .addPackage(RoomEndpoint.class.getPackage())
                .as(ZipExporter.class)
                .exportTo(war);
        return war.toPath();
    }

    private void compare(Comparison comparison) {
        Workload workload = comparison.workload();
        warmUp(workload, comparison.order());
        for (int repetition = 0; repetition < options.repetitions(); repetition++) {
            comparison.order().forEach(target -> comparison.add(target, measure(workload, target)));
        }
    }

    /** In turn, as later: what was compiled for one side alone is compiled anew when the other one comes. */
    private void warmUp(Workload workload, List<Target> order) {
        long end =
                System.nanoTime() + options.warmUp().multipliedBy(order.size()).toNanos();
        do {
            order.forEach(target -> measure(workload, target));
        } while (System.nanoTime() - end < 0);
    }

    private Map<Figure, Double> measure(Workload workload, Target target) {
        String rooms = UUID.randomUUID().toString();
        return workload.isIdle()
                ? new IdleTrial(server, workload).run(target, rooms)
                : new Trial(server, workload).run(target, rooms, options.window());
    }

    private static void requireNothingLost(List<Comparison> comparisons) {
        for (Comparison comparison : comparisons) {
            for (Target target : Target.values()) {
                if (comparison.values(target, Figure.FAULTS).stream().anyMatch(faults -> faults > 0)) {
                    throw new IllegalStateException(target.title() + " has lost or reordered messages of "
                            + comparison.workload().name());
                }
            }
        }
    }
}
