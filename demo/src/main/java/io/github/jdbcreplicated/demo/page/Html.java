package io.github.jdbcreplicated.demo.page;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** What is needed to write HTML by hand. */
final class Html {
    private Html() {}

    /** Any text as text of a page, also inside quoted attributes. */
    static String text(Object value) {
        return HtmlUtils.htmlEscape(value.toString(), "UTF-8");
    }

    /** A piece of HTML for each element, one after the other. */
    static <T> String each(Collection<T> elements, Function<T, String> html) {
        return elements.stream().map(html).collect(Collectors.joining());
    }

    /** A whole page with that body. */
    static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/board.css">
                <link rel="icon" href="/icon.svg" type="image/svg+xml">
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(text(title), body);
    }
}
