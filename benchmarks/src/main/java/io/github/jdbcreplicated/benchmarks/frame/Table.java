package io.github.jdbcreplicated.benchmarks.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown that can also be read as plain text: the first column to the left, figures to the right. */
public final class Table {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row; cells that are missing at its end are empty. */
    public Table row(String... cells) {
        if (cells.length > header.size()) {
            throw new IllegalArgumentException(
                    "The table has " + header.size() + " columns, the row " + cells.length + ": " + List.of(cells));
        }
        List<String> row = new ArrayList<>(List.of(cells));
        while (row.size() < header.size()) {
            row.add("");
        }
        rows.add(row);
        return this;
    }

    /** Adds a row that stands above the rows that belong together. */
    public Table group(String title) {
        return row("**" + title + "**");
    }

    @Override
    public String toString() {
        List<Integer> widths =
                IntStream.range(0, header.size()).map(this::width).boxed().toList();
        StringBuilder text = new StringBuilder(line(header, widths));
        text.append(rule(widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(header.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .orElseThrow();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> padded(cells.get(i), widths.get(i), i == 0))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String padded(String cell, int width, boolean left) {
        String space = " ".repeat(width - cell.length());
        return left ? cell + space : space + cell;
    }

    private static String rule(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(i -> "-".repeat(widths.get(i) + 1) + (i == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|\n"));
    }
}
