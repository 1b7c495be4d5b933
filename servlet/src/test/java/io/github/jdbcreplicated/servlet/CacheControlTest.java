package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {

    /** An empty last column: nothing is changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                       | false |",
                "                                                       | true  | private",
                "public                                                 | false | private",
                "public, max-age=60                                     | false | max-age=60, private",
                "PUBLIC, Max-Age=60, S-MaxAge=600                       | false | Max-Age=60, private",
                "max-age=60                                             | false | max-age=60, private",
                "max-age=60, must-revalidate, immutable                 | false | max-age=60, must-revalidate, immutable, private",
                "s-maxage=60                                            | false | private",
                "'public,,  max-age = 60 ,'                             | false | 'max-age = 60, private'",
                "private                                                | false |",
                "private, max-age=60                                    | true  |",
                "no-store                                               | false |",
                "no-cache, no-store, max-age=0, must-revalidate         | true  |",
                "public, no-store                                       | false |",
                "no-cache                                               | false |",
                "no-cache                                               | true  | no-cache, private",
                "no-transform                                           | false |",
                "private=\"set-cookie\", max-age=60                     | false | max-age=60, private",
                "no-cache=\"a, no-store\", public                       | false | no-cache=\"a, no-store\", private",
                "community=\"public, x\"                                | false |",
            })
    void sharedCachesAreLeftOut(String before, boolean expires, String after) {
        List<String> lines = before == null ? List.of() : List.of(before);
        assertThat(CacheControl.withoutSharing(lines, expires)).isEqualTo(after);
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(CacheControl.withoutSharing(List.of("max-age=60", "private"), false))
                .isNull();
        assertThat(CacheControl.withoutSharing(List.of("public", "max-age=60"), false))
                .isEqualTo("max-age=60, private");
    }

    @Test
    void doneTwiceItChangesNothingMore() {
        String once = CacheControl.withoutSharing(List.of("public, max-age=60"), true);
        assertThat(once).isNotNull();
        assertThat(CacheControl.withoutSharing(List.of(once), true)).isNull();
    }
}
