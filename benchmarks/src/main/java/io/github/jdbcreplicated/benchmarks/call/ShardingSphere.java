package io.github.jdbcreplicated.benchmarks.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import javax.sql.DataSource;

/**
 * ShardingSphere-JDBC with nothing but its read/write splitting. It is not compiled against: only the profile that runs the
 * benchmarks brings it.
 */
final class ShardingSphere {
    private static final String FACTORY =
            "org.apache.shardingsphere.driver.api.yaml.YamlShardingSphereDataSourceFactory";

    /** All tables are single ones; reads go to the replica, those in transactions too, as is its default. */
    private static final String RULES = """
            rules:
            - !SINGLE
              tables: ["*.*"]
            - !READWRITE_SPLITTING
              dataSourceGroups:
                accounts:
                  writeDataSourceName: %s
                  readDataSourceNames: [%s]
                  transactionalReadQueryStrategy: DYNAMIC
            """;

    private ShardingSphere() {}

    static boolean isPresent() {
        return ShardingSphere.class
                        .getClassLoader()
                        .getResource(FACTORY.replace('.', '/').concat(".class"))
                != null;
    }

    static DataSource of(String primaryName, DataSource primary, String replicaName, DataSource replica) {
        if (!isPresent()) {
            throw new IllegalStateException(
                    "ShardingSphere-JDBC is not on the class path; Maven's profile 'benchmarks' brings it");
        }
        byte[] rules = RULES.formatted(primaryName, replicaName).getBytes(UTF_8);
        try {
            return (DataSource) Class.forName(FACTORY)
                    .getMethod("createDataSource", Map.class, byte[].class)
                    .invoke(null, Map.of(primaryName, primary, replicaName, replica), rules);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ShardingSphere-JDBC did not start", e);
        }
    }
}
