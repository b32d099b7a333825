package io.parley.bench.load;

import io.parley.bench.load.traced.TraceSwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Measures what it costs to trace about a hundred connections: the same workload on the same server with a trace and
 * without, in turn. Who goes first changes, and the first pair does not count.
 */
public final class TracedBenchmark {

    private static final Logger LOG = Logger.getLogger(TracedBenchmark.class.getName());

    private static final int TRACED = 100;
    private static final List<Figure> FIGURES = List.of(Figure.CPU_PER_DELIVERY, Figure.DELIVERIES, Figure.P99);

    private final Options options;
    private final BenchServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What is traced, as the server tells. */
    private record Traced(int connections, long bytes, long missed) {}

    private TracedBenchmark(Options options, BenchServer server) {
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
        Path base = Files.createTempDirectory(Files.createDirectories(build.resolve("load")), "server");
        Container container = Container.of(options, build, base);
        try (BenchServer server = new BenchServer(container, options.javaHome())) {
            server.deploy(withSwitch(build.resolve("parley.war"), base));
            TracedBenchmark benchmark = new TracedBenchmark(options, server);
            options.workloads().forEach(benchmark::compare);
        }
    }

    private static Path withSwitch(Path war, Path folder) {
        Path copy = folder.resolve("parley.war");
        ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile())
                .addPackage(TraceSwitch.class.getPackage())
                .as(ZipExporter.class)
                .exportTo(copy.toFile());
        return copy;
    }

    private void compare(Workload workload) {
        LOG.info(workload::description);
        List<Map<Figure, Double>> with = new ArrayList<>();
        List<Map<Figure, Double>> without = new ArrayList<>();
        Window first = new Window(options.warmUp(), Duration.ofSeconds(1));
        measure(workload, false, first);
        measure(workload, true, first);
        for (int repetition = 0; repetition < options.repetitions(); repetition++) {
            boolean tracedFirst = repetition % 2 == 0;
            for (boolean traced : new boolean[] {tracedFirst, !tracedFirst}) {
                (traced ? with : without).add(measure(workload, traced, options.window()));
            }
        }
        FIGURES.forEach(figure -> LOG.info(() -> line(figure, with, without)));
    }

    private Map<Figure, Double> measure(Workload workload, boolean traced, Window window) {
        if (traced) {
            asks("?sample=" + Math.max(1, workload.connections() / TRACED));
        }
        Map<Figure, Double> figures =
                new Trial(server, workload).run(Target.PARLEY, UUID.randomUUID().toString(), window);
        if (figures.getOrDefault(Figure.FAULTS, 0.0) > 0) {
            throw new IllegalStateException("messages of " + workload.name() + " were lost or reordered");
        }
        if (traced) {
            tellWhatIsHeld();
        }
        return figures;
    }

    /** By the traces of connections that have ended: everything else has gone before and after. */
    private void tellWhatIsHeld() {
        Traced held = asks("");
        long before = server.memory().heapBytes();
        asks("?sample=0");
        long after = server.memory().heapBytes();
        LOG.info(() -> String.format(Locale.ROOT, "%s; %,d bytes of the heap", held, before - after));
    }

    private Traced asks(String query) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/parley/trace-switch" + query);
        try {
            String answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            long[] counts = Arrays.stream(answer.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Traced((int) counts[0], counts[1], counts[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Figure figure, List<Map<Figure, Double>> with, List<Map<Figure, Double>> without) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(value(with.get(i), figure) / value(without.get(i), figure));
        }
        return String.format(
                Locale.ROOT,
                "%s: traced %s, else %s, ratio %s",
                figure.title(),
                spread(with.stream().map(figures -> value(figures, figure)).toList()),
                spread(without.stream().map(figures -> value(figures, figure)).toList()),
                spread(ratios));
    }

    private static double value(Map<Figure, Double> figures, Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    private static String spread(List<Double> values) {
        Comparison.Spread spread = Comparison.Spread.of(values);
        return String.format(Locale.ROOT, "%,.2f (%,.2f to %,.2f)", spread.median(), spread.least(), spread.most());
    }
}
