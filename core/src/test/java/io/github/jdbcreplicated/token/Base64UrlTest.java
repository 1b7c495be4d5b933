package io.github.jdbcreplicated.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class Base64UrlTest {
    @Property
    void bytesHaveTheTextThatTheJdkWrites(@ForAll byte[] bytes) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThat(Base64Url.encode(bytes)).isEqualTo(text);
        assertThat(Base64Url.decode(text)).isEqualTo(bytes);
    }

    @Property(tries = 5000)
    void bytesHaveOneTextOnly(
            @ForAll @StringLength(max = 12) @AlphaChars @NumericChars @Chars({'-', '_', '=', '+', '/', ' '})
                    String text) {
        byte[] bytes = Base64Url.decode(text);

        if (bytes != null) {
            assertThat(Base64Url.encode(bytes)).isEqualTo(text);
        }
    }
}
