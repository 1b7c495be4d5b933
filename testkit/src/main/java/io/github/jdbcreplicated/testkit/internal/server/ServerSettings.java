package io.github.jdbcreplicated.testkit.internal.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of a server as {@code postgresql.conf} takes them, checked for their form; whether PostgreSQL knows them it
 * says itself at start.
 */
public record ServerSettings(Map<String, String> values) {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    /** Owned by the kit: changing one of these would cut it off from its own servers. */
    private static final Set<String> RESERVED = Set.of(
            "port",
            "listen_addresses",
            "unix_socket_directories",
            "primary_conninfo",
            "primary_slot_name",
            "recovery_min_apply_delay",
            "hot_standby",
            "data_directory",
            "hba_file",
            "external_pid_file",
            "ssl");

    /** Small and fast: the data does not outlive the test. */
    private static final ServerSettings DEFAULTS = new ServerSettings(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            // No sockets in the temporary folder: clusters would meet there.
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "off"),
            Map.entry("shared_buffers", "16MB"),
            Map.entry("wal_level", "replica"),
            Map.entry("hot_standby", "on"),
            // Instead of replication slots, which a replica that is down would let fill the disk.
            Map.entry("wal_keep_size", "512MB"),
            Map.entry("wal_init_zero", "off"),
            Map.entry("wal_retrieve_retry_interval", "100ms"),
            Map.entry("wal_receiver_status_interval", "1s"),
            Map.entry("jit", "off"),
            Map.entry("log_line_prefix", "%m [%p] ")));

    public ServerSettings {
        values = Map.copyOf(values);
    }

    /** The kit's own values with the caller's laid over them. */
    public static ServerSettings withDefaults(Map<String, String> asked) {
        return DEFAULTS.with(asked);
    }

    /** These settings with others laid over them. */
    public ServerSettings with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return new ServerSettings(all);
    }

    /** Refuses names and values that cannot be set through the kit. */
    public static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not the name of a PostgreSQL setting: lower-case letters, digits and _ are allowed");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "The setting '" + name + "' belongs to the test kit itself and cannot be set; the others can");
        }
        if (value.chars().anyMatch(character -> character < ' ')) {
            throw new IllegalArgumentException("The value of the setting '" + name
                    + "' has a line break or control character, which is not allowed");
        }
    }

    String asConfiguration() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("\\", "\\\\").replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }
}
