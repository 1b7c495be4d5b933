package io.github.jdbcreplicated.benchmarks.frame;

import java.util.List;

/**
 * Bars that lie above each other, each with its value beside it.
 *
 * @param title what is shown, with the unit
 * @param logarithmic whether the axis is: for values that differ by more than some ten times; all are then above 0
 * @param bars from above; at least one
 */
public record Bars(String title, boolean logarithmic, List<Bar> bars) implements Picture {
    private static final int ROW = 22;
    private static final int TOP = 34;
    private static final int LABELS = 290;
    private static final int WIDTH = 760;
    private static final int VALUES = 70;
    private static final String OURS = "#1f6feb";
    private static final String OTHERS = "#9aa4b0";

    /**
     * One bar.
     *
     * @param ours whether it is drawn in our colour
     */
    public record Bar(String label, double value, boolean ours) {}

    /** Copied in. */
    public Bars {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("A picture needs at least one bar: " + title);
        }
        bars = List.copyOf(bars);
    }

    @Override
    public String svg() {
        Svg svg = new Svg(WIDTH, TOP + ROW * bars.size() + 10);
        svg.text(10, 20, "start", logarithmic ? title + " (logarithmic)" : title);
        Scale scale = scale();
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + i * ROW, scale);
        }
        return svg.toString();
    }

    private void draw(Svg svg, Bar bar, int top, Scale scale) {
        double end = scale.place(bar.value());
        svg.text(LABELS - 8, top + 14, "end", bar.label());
        svg.box(LABELS, top, Math.max(1, end - LABELS), ROW - 6, bar.ours() ? OURS : OTHERS);
        svg.text(Math.max(end, LABELS) + 6, top + 14, "start", Scale.said(bar.value()));
    }

    private Scale scale() {
        double highest = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
        double lowest =
                logarithmic ? bars.stream().mapToDouble(Bar::value).min().orElseThrow() / 2 : 0;
        return new Scale(lowest, Math.max(highest, lowest + Double.MIN_NORMAL), LABELS, WIDTH - VALUES, logarithmic);
    }
}
