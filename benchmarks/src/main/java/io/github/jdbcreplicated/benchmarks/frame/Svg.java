package io.github.jdbcreplicated.benchmarks.frame;

import java.util.Locale;

/** The few shapes that our pictures are made of; on white, so that they can be read on any page. */
final class Svg {
    static final String INK = "#222222";
    static final String FAINT = "#cccccc";

    private final StringBuilder shapes = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Svg box(double x, double y, double boxWidth, double boxHeight, String color) {
        return add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                x, y, boxWidth, boxHeight, color);
    }

    Svg line(double x1, double y1, double x2, double y2, String color) {
        return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, color);
    }

    Svg path(String points, String color) {
        return add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, color);
    }

    Svg dot(double x, double y, String color) {
        return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, color);
    }

    /** Text whose {@code anchor} (start, middle or end) is at x. */
    Svg text(double x, double y, String anchor, String text) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x, y, anchor, INK, escaped(text));
    }

    private Svg add(String shape, Object... values) {
        shapes.append(String.format(Locale.ROOT, shape, values)).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        String size = "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"".formatted(width, height, width, height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
                + shapes
                + "</svg>\n";
    }
}
