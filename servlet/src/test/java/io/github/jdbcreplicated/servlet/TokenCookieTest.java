package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.servlet.TokenCarrier.SameSite;
import io.github.jdbcreplicated.token.TokenCodec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCookieTest {

    private static TokenCarrier.Builder carrier() {
        return TokenCarrier.builder(Tokens.CODEC);
    }

    /** The attributes of the cookie that a write sets. */
    private static String attributes(TomcatServer server, TokenCarrier.Builder carrier) throws Exception {
        FakePositions positions = new FakePositions("default");
        try (TomcatServer tomcat = server) {
            tomcat.filter(ReplicationFilter.builder()
                            .tokenCarrier(carrier.build())
                            .build())
                    .servlet("/*", (request, response) -> positions.write(10))
                    .start();
            HttpResponse<String> response = tomcat.send("POST", "/x");
            String line = response.headers().allValues("Set-Cookie").get(0);
            return line.substring(0, line.indexOf('=')) + line.substring(line.indexOf(';'));
        }
    }

    @Test
    void defaultsAreTheContextPathAndLax() throws Exception {
        assertThat(attributes(TomcatServer.onOneThread(), carrier()))
                .isEqualTo("replicated-token; Path=/shop; Max-Age=600; SameSite=Lax; HttpOnly");
    }

    @Test
    void rootContextHasTheRootPath() throws Exception {
        assertThat(attributes(TomcatServer.at(""), carrier()))
                .isEqualTo("replicated-token; Path=/; Max-Age=600; SameSite=Lax; HttpOnly");
    }

    @Test
    void secureRequestsGetSecureCookies() throws Exception {
        assertThat(attributes(TomcatServer.onOneThread().secure(), carrier()))
                .isEqualTo("replicated-token; Path=/shop; Max-Age=600; SameSite=Lax; Secure; HttpOnly");
    }

    @Test
    void settingsAreFollowed() throws Exception {
        TokenCodec codec =
                TokenCodec.builder().maxAge(Duration.ofMillis(90_500)).build();
        assertThat(attributes(
                        TomcatServer.onOneThread(),
                        TokenCarrier.builder(codec)
                                .cookieName("__Host-seen")
                                .cookiePath("/")
                                .sameSite(SameSite.NONE)
                                .alwaysSecure(true)))
                .isEqualTo("__Host-seen; Path=/; Max-Age=91; SameSite=None; Secure; HttpOnly");
        assertThat(attributes(
                        TomcatServer.onOneThread(),
                        carrier().cookiePath("/shop/a").sameSite(SameSite.STRICT)))
                .isEqualTo("replicated-token; Path=/shop/a; Max-Age=600; SameSite=Strict; HttpOnly");
    }

    @Test
    void withoutTheHeaderOnlyTheCookieIsWritten() throws Exception {
        FakePositions positions = new FakePositions("default");
        try (TomcatServer tomcat = TomcatServer.onOneThread()) {
            tomcat.filter(ReplicationFilter.builder()
                            .tokenCarrier(carrier().withoutHeader().build())
                            .build())
                    .servlet("/*", (request, response) -> positions.write(10))
                    .start();
            HttpResponse<String> response = tomcat.send("POST", "/");
            assertThat(Tokens.cookies(response)).hasSize(1);
            assertThat(response.headers().firstValue(Tokens.HEADER)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', /",
        "/shop, /shop",
        "/a/b, /a/b",
        "/a b;c, /a%20b%3Bc",
        "/caf\u00e9, /caf%C3%A9",
        "/caf%C3%A9, /caf%C3%A9"
    })
    void contextPathIsAsBrowsersAskForIt(String contextPath, String path) {
        assertThat(CookiePath.ofContext(contextPath)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "a,b", "\"a\"", "a\n", "a/b", "(a)", "caf\u00e9", "a@b", "{a}"})
    void namesThatCookiesOrHeadersCannotHaveAreRefused(String name) {
        refused(carrier -> carrier.cookieName(name), "cookieName", "'" + name + "'", "allowed are");
        refused(carrier -> carrier.header(name), "header", "'" + name + "'", "allowed are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "/a;b", "/a b", "/a\r\nSet-Cookie: x", "/caf\u00e9", "/\""})
    void pathsThatCookiesCannotHaveAreRefused(String path) {
        refused(carrier -> carrier.cookiePath(path), "cookiePath", "'" + path + "'", "allowed is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Host-token", "__host-token", "__HOST-token"})
    void hostPrefixNeedsTheRootPathAndSecure(String name) {
        UnaryOperator<TokenCarrier.Builder> named = carrier -> carrier.cookieName(name);
        refused(named, "cookieName", "'" + name + "'", "cookiePath '/'", "the context path");
        refused(carrier -> named.apply(carrier).cookiePath("/shop").alwaysSecure(true), "cookiePath '/'", "'/shop'");
        refused(carrier -> named.apply(carrier).cookiePath("/"), "alwaysSecure(true)");
        assertThat(named.apply(carrier())
                        .cookiePath("/")
                        .alwaysSecure(true)
                        .build()
                        .toString())
                .isEqualTo("TokenCarrier[cookie " + name + ", header Replicated-Token]");
    }

    @Test
    void securePrefixNeedsSecure() {
        refused(carrier -> carrier.cookieName("__Secure-token"), "cookieName", "alwaysSecure(true)");
        carrier().cookieName("__Secure-token").alwaysSecure(true).build();
    }

    @Test
    void cookieForOtherSitesNeedsSecure() {
        refused(carrier -> carrier.sameSite(SameSite.NONE), "sameSite", "NONE", "LAX and STRICT");
    }

    private static void refused(UnaryOperator<TokenCarrier.Builder> settings, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.apply(carrier()).build())
                .withMessageContainingAll(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a\r\nX: y", "a=", "\u00e9"})
    void valuesThatCouldEndALineAreNotWritten(String value) {
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> Ascii.base64Url(value))
                .withMessageNotContaining("Set-Cookie");
    }
}
