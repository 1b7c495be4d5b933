package io.github.jdbcreplicated.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalLayoutTest {
    private static final WalLayout USUAL = new WalLayout(8192, 16 * 1024 * 1024);

    @ParameterizedTest
    @CsvSource({
        "0/1800018, 0/1800000", // behind the header of a page
        "0/3000028, 0/3000000", // behind the header of a segment
        "0/1802028, 0/1802028", // 40 bytes into a page that is no segment's first: a record ends there
        "0/3000018, 0/3000000", // inside a segment's header no record ends either
        "0/1800020, 0/1800020",
        "0/1800000, 0/1800000",
        "FFFFFFFF/FFFFFFFF, FFFFFFFF/FFFFFFFF",
        "80000000/28, 80000000/0"
    })
    void aPositionBehindAHeaderIsTheOneBeforeIt(String inserted, String reached) {
        assertThat(USUAL.endOfRecords(WalLayout.parse(inserted))).isEqualTo(WalLayout.parse(reached));
    }
}
