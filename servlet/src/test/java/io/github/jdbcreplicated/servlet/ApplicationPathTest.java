package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationPathTest {

    @ParameterizedTest
    @CsvSource({
        "/shop/orders/7, /shop, orders/7",
        "/shop, /shop, ''",
        "/orders, '', orders",
        "/shop/orders;v=1/7;x, /shop, orders/7",
        "/shop//orders/./a/../7/, /shop, orders/7",
        "/../orders, '', orders",
        "/caf%C3%A9, '', café",
        "/50%25, '', 50%",
        "/a%3Bb, '', a;b",
        "/a%2Gb%2, '', a%2Gb%2",
        "/%, '', %",
    })
    void pathIsDecodedWithinTheApplicationAndWithoutParameters(String uri, String contextPath, String segments) {
        assertThat(String.join("/", ApplicationPath.segments(uri, contextPath))).isEqualTo(segments);
    }

    @Test
    void encodedSlashStaysInsideItsSegment() {
        assertThat(ApplicationPath.segments("/a%2Fb/c", "")).isEqualTo(List.of("a/b", "c"));
    }
}
