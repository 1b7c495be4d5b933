package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/orders, /orders, true",
        "/orders, /orders/, true",
        "/orders, /orders/7, false",
        "/orders, /Orders, false",
        "/orders, /, false",
        "/, /, true",
        "/, /orders, false",
        "/orders/*, /orders/7, true",
        "/orders/*, /orders, false",
        "/orders/*, /orders/, false",
        "/orders/*, /orders/7/lines, false",
        "/orders/*/lines, /orders/7/lines, true",
        "/orders/*/lines, /orders/7/notes, false",
        "/orders/**, /orders, true",
        "/orders/**, /orders/7, true",
        "/orders/**, /orders/7/lines/2, true",
        "/orders/**, /ordersheet, false",
        "/orders/*/**, /orders, false",
        "/orders/*/**, /orders/7/lines, true",
        "/**, /, true",
        "/**, /a/b/c, true",
    })
    void pathsMatchSegmentBySegment(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse("override", pattern).matches(ApplicationPath.segments(path, "")))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "orders, does not start with '/'",
        "'', does not start with '/'",
        "**, does not start with '/'",
        "/orders/, no path has a segment ''",
        "//orders, no path has a segment ''",
        "/a/../b, no path has a segment '..'",
        "/**/lines, '**' stands before its end",
        "/*.html, '*.html' mixes",
        "/a***, 'a***' mixes",
        "/order?, contains '?'",
        "/orders/{id}, contains '{'",
        "/orders;v=1, contains ';'",
        "/caf%C3%A9, contains '%'",
        "'/a b', contains ' '",
    })
    void whatIsNoPatternIsRefusedWithSettingValueAndWhatIsAllowed(String pattern, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse("override", pattern))
                .withMessageStartingWith("override: '" + pattern + "' is no path pattern")
                .withMessageContaining(why)
                .withMessageContaining("allowed are '/orders'");
    }
}
