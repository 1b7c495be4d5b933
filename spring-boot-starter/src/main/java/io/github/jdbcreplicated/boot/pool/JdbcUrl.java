package io.github.jdbcreplicated.boot.pool;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL, as far as its parts matter here.
 *
 * @param scheme all before {@code //}, such as {@code jdbc:postgresql:}; the whole when there is no {@code //}
 * @param hosts user, hosts and ports
 * @param path the database
 * @param query the parameters, without the question mark
 */
public record JdbcUrl(String scheme, String hosts, String path, String query) {

    /** Parses any text; what has no hosts is all scheme. */
    public static JdbcUrl parse(String url) {
        int question = url.indexOf('?');
        String server = question < 0 ? url : url.substring(0, question);
        String query = question < 0 ? "" : url.substring(question + 1);
        int slashes = server.indexOf("//");
        if (slashes < 0) {
            return new JdbcUrl(server, "", "", query);
        }
        String rest = server.substring(slashes + 2);
        int slash = rest.indexOf('/');
        return new JdbcUrl(
                server.substring(0, slashes),
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? "" : rest.substring(slash),
                query);
    }

    /** Whether it is PostgreSQL's. */
    public boolean isPostgres() {
        return scheme.contains("postgresql");
    }

    boolean isMariaDbOrMySql() {
        return scheme.startsWith("jdbc:mariadb:") || scheme.startsWith("jdbc:mysql:");
    }

    /** Whether the driver, not we, would choose among several servers. */
    public boolean choosesServers() {
        return hosts.contains(",")
                || hosts.contains("(")
                || parameter("targetServerType") != null
                || parameter("loadBalanceHosts") != null
                || Stream.of(":replication:", ":loadbalance:", ":sequential:", ":aurora:", "+srv:")
                        .anyMatch(scheme.toLowerCase(Locale.ROOT)::contains);
    }

    /** Whether the database lives in this process's memory, and so has no replicas. */
    public boolean isInMemory() {
        return Stream.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:")
                .anyMatch(scheme.toLowerCase(Locale.ROOT)::startsWith);
    }

    /** Equal for two URLs of the same database of the same server, as far as their text tells. */
    public String identity() {
        String server = hosts.substring(hosts.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        boolean defaultPort = isPostgres() && server.indexOf(':') < 0;
        return scheme.toLowerCase(Locale.ROOT) + "//" + server + (defaultPort ? ":5432" : "") + path;
    }

    /** The decoded value of a parameter; null when it is not there. The last one counts, as for the driver. */
    @Nullable
    String parameter(String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** This URL with the parameter once, with the given value. */
    JdbcUrl with(String name, String value) {
        String others = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(name + "="))
                .collect(Collectors.joining("&"));
        String added =
                name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return new JdbcUrl(scheme, hosts, path, others.isEmpty() ? added : others + "&" + added);
    }

    /** The URL as drivers want it: with all it carries, so not for messages. */
    String text() {
        return withoutQuery(hosts) + (query.isEmpty() ? "" : "?" + query);
    }

    /** For messages: without user, password and parameters. */
    @Override
    public String toString() {
        return withoutQuery(hosts.substring(hosts.indexOf('@') + 1));
    }

    private String withoutQuery(String server) {
        return server.isEmpty() && path.isEmpty() ? scheme : scheme + "//" + server + path;
    }
}
