package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.boot.login.LoginApplication;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Signing in, with sessions in the database and replicas that are two seconds late. */
@PostgresClusterTest(replicas = 2)
class LoginTest {
    private static final int LOGINS = 50;
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final PostgresCluster cluster;

    LoginTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void beInTime() {
        cluster.replicas().forEach(replica -> replica.applyDelay(Duration.ZERO));
    }

    @Test
    void sessionsOnThePrimaryAreFound() throws Exception {
        assertThat(signedIn(Map.of())).isEqualTo(LOGINS);
    }

    @Test
    void sessionsOnReplicasAreFoundThanksToTheToken() throws Exception {
        assertThat(signedIn(routed("read-your-writes"))).isEqualTo(LOGINS);
    }

    /** Else the test above would prove nothing. */
    @Test
    void sessionsOnReplicasAreNotFoundWithoutThePromise() throws Exception {
        assertThat(signedIn(routed("eventual"))).isLessThan(LOGINS / 2);
    }

    private static Map<String, Object> routed(String level) {
        return Map.of(
                "replicated.consistency.level", level,
                "replicated.web.security-reads", "route",
                "test.routed-sessions", "true");
    }

    /** How many of the logins end on the page of those who are signed in. */
    private long signedIn(Map<String, Object> settings) throws Exception {
        Map<String, Object> properties = Nodes.ofAServerWithSessions(cluster);
        properties.putAll(settings);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LoginApplication.class)
                .properties(properties)
                .run()) {
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            for (PostgresNode replica : cluster.replicas()) {
                replica.applyDelay(Duration.ofSeconds(2));
            }
            URI root = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
            return IntStream.range(0, LOGINS)
                    .filter(number -> landsSignedIn(root))
                    .count();
        }
    }

    /** One browser: the form, the answer to it, and wherever that leads. */
    private static boolean landsSignedIn(URI root) {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(Redirect.NORMAL)
                .build();
        Matcher form = CSRF.matcher(send(browser, HttpRequest.newBuilder(root.resolve("/login"))));
        assertThat(form.find()).isTrue();
        String page = send(
                browser,
                HttpRequest.newBuilder(root.resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=ada&password=lovelace&_csrf=" + form.group(1))));
        return page.equals("signed in as ada");
    }

    private static String send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
