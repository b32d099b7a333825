package io.parley.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the server's CPU per delivery grows over a series of workloads, as an SVG: amounts by tens, medians and spread.
 */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final int STEPS = 5;

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="20">%s, %s</text>
            %s</svg>
            """;

    private final String title;
    private final List<Comparison> series;
    private final double most;

    /** Of workloads of one series, in order, whose amounts are each ten times the one before. */
    Plot(String title, List<Comparison> series) {
        this.title = title;
        this.series = series;
        this.most = series.stream()
                .flatMap(comparison -> List.of(Target.values()).stream().map(target -> spread(comparison, target)))
                .mapToDouble(Comparison.Spread::most)
                .max()
                .orElse(1);
    }

    String svg() {
        StringBuilder shapes = new StringBuilder();
        axes(shapes);
        line(shapes, Target.PARLEY, "#0b62a8", 0);
        line(shapes, Target.BASELINE, "#c2571a", 1);
        return FRAME.formatted(WIDTH, HEIGHT, LEFT, title, Figure.CPU_PER_DELIVERY.title(), shapes);
    }

    private void axes(StringBuilder shapes) {
        for (int i = 0; i < series.size(); i++) {
            String amount = series.get(i).workload().name().replaceFirst(".*-", "");
            text(shapes, x(i), HEIGHT - BOTTOM + 20, "middle", amount);
        }
        for (int step = 0; step <= STEPS; step++) {
            double value = most * step / STEPS;
            add(shapes, "<path d='M%d %.1f H%d' stroke='#ddd'/>", LEFT, y(value), WIDTH - RIGHT);
            text(shapes, LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, "%.1f", value));
        }
    }

    private void line(StringBuilder shapes, Target target, String colour, int place) {
        add(shapes, "<g stroke='%s' fill='none' stroke-width='2'>", colour);
        add(shapes, "<polyline points='%s'/>", points(target));
        for (int i = 0; i < series.size(); i++) {
            Comparison.Spread spread = spread(series.get(i), target);
            add(shapes, "<path d='M%.1f %.1f V%.1f' stroke-width='1'/>", x(i), y(spread.least()), y(spread.most()));
            add(shapes, "<circle cx='%.1f' cy='%.1f' r='3'/>", x(i), y(spread.median()));
        }
        add(shapes, "</g>");
        add(shapes, "<g fill='%s'>", colour);
        text(shapes, WIDTH - RIGHT, TOP - 20 + 14.0 * place, "end", target.title());
        add(shapes, "</g>");
    }

    private String points(Target target) {
        return series.stream()
                .map(comparison -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        x(series.indexOf(comparison)),
                        y(spread(comparison, target).median())))
                .collect(Collectors.joining(" "));
    }

    private static Comparison.Spread spread(Comparison comparison, Target target) {
        return comparison.spread(target, Figure.CPU_PER_DELIVERY);
    }

    private double x(int index) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40.0) * index / Math.max(1, series.size() - 1);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
    }

    private static void text(StringBuilder shapes, double x, double y, String anchor, String words) {
        add(shapes, "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, words);
    }

    private static void add(StringBuilder shapes, String format, Object... values) {
        shapes.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
