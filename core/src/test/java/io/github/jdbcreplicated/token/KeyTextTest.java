package io.github.jdbcreplicated.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    private static final byte[] SECRET = Fixtures.secret("a key");
    private static final String KEY = Base64.getEncoder().encodeToString(SECRET);

    @Property
    void anyUsualSpellingOfBase64IsTaken(@ForAll @Size(min = 32, max = 70) byte[] more) {
        byte[] secret = more.clone();
        System.arraycopy(SECRET, 0, secret, 0, 32);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            assertThat(KeyText.parse(List.of(encoder.encodeToString(secret))).get(0))
                    .isEqualTo(secret);
            assertThat(KeyText.parse(List.of(encoder.withoutPadding().encodeToString(secret)))
                            .get(0))
                    .isEqualTo(secret);
        }
    }

    @Test
    void noKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenCodec.builder().keys(List.of()))
                .withMessageStartingWith("keys is an empty list; allowed is Base64")
                .withMessageContaining("openssl rand -base64 32");
        assertThatNullPointerException()
                .isThrownBy(() -> TokenCodec.builder().keys(null))
                .withMessage("keys");
    }

    @Test
    void aShortKeyIsRefused() {
        String shorter = Base64.getEncoder().encodeToString(Arrays.copyOf(SECRET, 31));

        assertRefused("keys[0] is too short: 44 characters for 31 bytes", shorter);
        assertRefused("keys[1] is too short: 44 characters for 31 bytes", KEY, shorter);
        assertRefused("keys[0] is too short: 8 characters for 6 bytes", "changeme");
    }

    @Test
    void whatIsNotBase64IsRefused() {
        assertRefused("keys[0] is not Base64: 45 characters, white space among them", KEY + "\n");
        assertRefused("keys[1] is not Base64: 43 characters", KEY, "!" + KEY.substring(2));
        assertRefused("keys[0] is not Base64: 46 characters", KEY + "-_");
        assertRefused("keys[0] is not Base64: 44 characters", "ü" + KEY.substring(1));
        assertRefused("keys[0] is blank", "");
        assertRefused("keys[0] is blank", "   ");
        assertRefused("keys[1] is null", KEY, null);
    }

    @Test
    void whatIsNotRandomIsRefused() {
        byte[] same = new byte[64];
        Arrays.fill(same, (byte) 'x');
        assertRefused("keys[0] is not random: its 64 bytes have only 1 different values", base64(same));

        byte[] seven = new byte[32];
        for (int i = 0; i < seven.length; i++) {
            seven[i] = (byte) (i % 7);
        }
        assertRefused("keys[0] is not random: its 32 bytes have only 7 different values", base64(seven));

        seven[0] = 7;
        assertThat(KeyText.parse(List.of(base64(seven)))).hasSize(1);
    }

    @Test
    void theSameKeyTwiceIsRefused() {
        assertRefused("keys[2] is keys[0] once more", KEY, Fixtures.key("another"), KEY);
        assertRefused(
                "keys[1] is keys[0] once more",
                KEY,
                Base64.getUrlEncoder().withoutPadding().encodeToString(SECRET));
    }

    private static void assertRefused(String start, String... keys) {
        List<String> all = new ArrayList<>(Arrays.asList(keys));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenCodec.builder().keys(all))
                .withMessageStartingWith(start)
                .satisfies(refusal -> {
                    assertThat(refusal.getCause()).isNull();
                    assertThat(refusal.getMessage()).contains("allowed is", "openssl rand -base64 32");
                    all.stream()
                            .filter(key -> key != null && key.length() > 3)
                            .forEach(key -> assertThat(refusal.getMessage())
                                    .doesNotContain(key.strip() + " ", key.substring(3)));
                });
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
