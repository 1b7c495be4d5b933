package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedLengthTest {
    private static final String TEXT = "plain, café, 漢字, \uD83D\uDE00";

    @Test
    void utf8IsCountedExactly() {
        EncodedLength length = EncodedLength.in("UTF-8");
        assertThat(length.of(TEXT, 0, TEXT.length())).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8).length);
        assertThat(length.of(TEXT.toCharArray(), 7, 4)).isEqualTo(5);
        assertThat(length.of('漢')).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "US-ASCII", "UTF-16", "windows-1252", "GB18030"})
    void otherEncodingsAreNeverCountedTooShort(String name) {
        EncodedLength length = EncodedLength.in(name);
        assertThat(length.of(TEXT, 0, TEXT.length()))
                .isGreaterThanOrEqualTo(TEXT.getBytes(Charset.forName(name)).length);
    }

    @Test
    void oneByteEncodingsAreCountedExactly() {
        assertThat(EncodedLength.in("ISO-8859-1").of("café", 0, 4)).isEqualTo(4);
    }

    @Test
    void unknownEncodingCountsAsUtf8() {
        assertThat(EncodedLength.in("no such").of("é", 0, 1)).isEqualTo(2);
        assertThat(EncodedLength.in("x-unknown").of("é", 0, 1)).isEqualTo(2);
        assertThat(EncodedLength.in(null).of("é", 0, 1)).isEqualTo(2);
    }
}
