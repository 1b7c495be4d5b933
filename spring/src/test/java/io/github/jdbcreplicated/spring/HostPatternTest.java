package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {

    @ParameterizedTest
    @CsvSource({
        "orders, http://orders/a, true",
        "orders, https://ORDERS:8443/, true",
        "Orders, http://orders/, true",
        "orders, http://orders.evil.example/, false",
        "orders, http://myorders/, false",
        "orders, http://orders@evil.example/, false",
        "orders, http://evil.example/orders, false",
        "orders:8080, http://orders:8080/, true",
        "orders:8080, http://orders:8081/, false",
        "orders:8080, http://orders/, false",
        "orders:80, http://orders/, true",
        "orders:443, https://orders/, true",
        "orders:80, https://orders/, false",
        "*.shop.internal, http://a.shop.internal/, true",
        "*.shop.internal, http://a.b.shop.internal:99/, true",
        "*.shop.internal, http://shop.internal/, false",
        "*.shop.internal, http://ashop.internal/, false",
        "*.shop.internal, http://.shop.internal/, false",
        "*.shop.internal, http://a.shop.internal.evil.example/, false",
        "10.0.0.1, http://10.0.0.1:8080/, true",
        "[::1]:8080, http://[::1]:8080/, true",
        "[::1], http://[::2]/, false",
        "a_b, http://a_b/, refused",
        "orders, http:///a, false",
        "orders, mailto:a@orders, false",
    })
    void tokenIsForTheHostsThatWereGiven(String pattern, String uri, String expected) {
        if (expected.equals("refused")) {
            assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.parse(pattern));
        } else {
            assertThat(HostPattern.parse(pattern).matches(URI.create(uri))).isEqualTo(Boolean.valueOf(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "*", "*.", "*orders", "a.*", "*.a:80", "http://orders", "orders/", "orders:", "orders:0",
                "orders:65536", "orders:x", " orders", "or ders", "orders.", ".orders", "a..b", "-a", "user@orders",
                        "::1"
            })
    void whatIsNoHostIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPattern.parse(pattern))
                .withMessageContainingAll("forwardTo", "'" + pattern + "'", "'host:port'", "'*.suffix'");
    }
}
