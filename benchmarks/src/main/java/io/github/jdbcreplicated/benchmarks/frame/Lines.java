package io.github.jdbcreplicated.benchmarks.frame;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Lines over a logarithmic axis of sizes (1, 2, 4, …), from zero upwards.
 *
 * @param title what is shown, with the unit
 * @param across what the sizes are
 * @param lines at least one, with at least one point each
 */
public record Lines(String title, String across, List<Line> lines) implements Picture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 520;
    private static final int TOP = 40;
    private static final int BOTTOM = 330;
    private static final List<String> COLORS =
            List.of("#1f6feb", "#d1242f", "#1a7f37", "#9a6700", "#8250df", "#57606a", "#0a7ea4", "#bf3989");

    /** One line, its points from left to right. */
    public record Line(String label, List<Point> points) {
        /** Copied in. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One point.
     *
     * @param size above 0
     */
    public record Point(double size, double value) {}

    /** Copied in. */
    public Lines {
        if (lines.isEmpty() || lines.stream().anyMatch(line -> line.points().isEmpty())) {
            throw new IllegalArgumentException("A picture needs at least one line, and a line one point: " + title);
        }
        lines = List.copyOf(lines);
    }

    @Override
    public String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT);
        Scale sizes = new Scale(points(Point::size).min().orElseThrow(), farthest(), LEFT, RIGHT, true);
        Scale values = new Scale(0, Math.max(points(Point::value).max().orElseThrow(), 1e-9), BOTTOM, TOP, false);
        svg.text(10, 20, "start", title).text((LEFT + RIGHT) / 2.0, HEIGHT - 10, "middle", across);
        drawAxes(svg, sizes, values);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, i, sizes, values);
        }
        return svg.toString();
    }

    /** More than the nearest, so that there is an axis even of one size. */
    private double farthest() {
        double nearest = points(Point::size).min().orElseThrow();
        return Math.max(points(Point::size).max().orElseThrow(), nearest * 2);
    }

    private void drawAxes(Svg svg, Scale sizes, Scale values) {
        double step = values.step();
        for (int mark = 0; mark * step <= values.highest(); mark++) {
            double y = values.place(mark * step);
            svg.line(LEFT, y, RIGHT, y, Svg.FAINT).text(LEFT - 6, y + 4, "end", Scale.said(mark * step));
        }
        points(Point::size)
                .distinct()
                .forEach(size -> svg.text(sizes.place(size), BOTTOM + 18, "middle", Scale.said(size)));
    }

    private void draw(Svg svg, int index, Scale sizes, Scale values) {
        String color = COLORS.get(index % COLORS.size());
        Line line = lines.get(index);
        svg.path(
                line.points().stream()
                        .map(point -> String.format(
                                Locale.ROOT, "%.1f,%.1f", sizes.place(point.size()), values.place(point.value())))
                        .collect(Collectors.joining(" ")),
                color);
        line.points().forEach(point -> svg.dot(sizes.place(point.size()), values.place(point.value()), color));
        int y = TOP + 10 + 20 * index;
        svg.line(RIGHT + 16, y - 4, RIGHT + 36, y - 4, color).text(RIGHT + 42, y, "start", line.label());
    }

    private DoubleStream points(ToDoubleFunction<Point> value) {
        return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(value);
    }
}
