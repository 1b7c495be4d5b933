package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The page lists what the properties are, with their defaults, and nothing else. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    @Test
    void everyPropertyIsThereWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(PAGE);
        for (JsonNode property : properties()) {
            String name = property.at("/name").asText();
            List<String> about =
                    rows.stream().filter(row -> row.startsWith("| `" + name)).toList();
            assertThat(about).as(name).isNotEmpty();
            JsonNode value = property.at("/defaultValue");
            if (!value.isMissingNode() && value.isValueNode()) {
                assertThat(about.get(0))
                        .as(name)
                        .contains("| `" + value.asText().replaceAll("[\\[\\]]", "") + "` |");
            }
        }
    }

    @Test
    void everyRowIsAProperty() throws IOException {
        List<String> names = new ArrayList<>();
        properties().forEach(property -> names.add(property.at("/name").asText()));
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(row -> row.startsWith("| `replicated."))
                .hasSizeGreaterThan(20)
                .allSatisfy(row ->
                        assertThat(names).anySatisfy(name -> assertThat(row).startsWith("| `" + name)));
    }

    private static List<JsonNode> properties() throws IOException {
        try (InputStream metadata =
                Objects.requireNonNull(ConfigurationPageTest.class.getResourceAsStream(METADATA), METADATA)) {
            List<JsonNode> properties = new ArrayList<>();
            new ObjectMapper().readTree(metadata).at("/properties").forEach(properties::add);
            properties.removeIf(property -> !property.at("/name").asText().startsWith("replicated."));
            return properties;
        }
    }
}
