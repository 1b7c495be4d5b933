package io.github.jdbcreplicated.token;

import static io.github.jdbcreplicated.token.Fixtures.codec;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import io.github.jdbcreplicated.token.TokenCodec.Reading;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.Size;

/** What is true of every token, and of everything that is none. */
class DecoderPropertiesTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int TAG = TokenKey.TAG_BYTES;

    private final TokenCodec codec = codec("key");

    // ---- Tokens

    @Property
    void whatWasWrittenIsRead(@ForAll("said") List<Said> all) {
        Reading reading = codec.read(codec.encode(Said.token(all)));

        assertThat(reading.outcome()).isEqualTo(Outcome.READ);
        assertThat(reading.token().issuedAt()).isEqualTo(Fixtures.NOON);
        assertThat(reading.token().isUnverified()).isFalse();
        assertThat(reading.token().isEmpty()).isEqualTo(all.isEmpty());
        for (Said said : all) {
            assertThat(reading.token().position(said.cluster(), said.system())).isEqualTo(said.position());
            assertThat(reading.token().seenOn(said.cluster(), said.system())).isEqualTo(said.seenOn());
        }
        assertThat(reading.token().position("of which nothing was said", "")).isNull();
    }

    @Property
    void whatWasReadIsWrittenAsItWas(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));

        assertThat(codec.encode(codec.read(text).token())).isEqualTo(text);
    }

    @Property
    void anotherProcessReadsTheSame(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));
        TokenCodec other = codec("key");
        ConsistencyToken read = other.read(text).token();

        for (Said said : all) {
            assertThat(read.position(said.cluster(), said.system())).isEqualTo(said.position());
        }
        assertThat(other.encode(Said.token(all))).isEqualTo(text);
    }

    @Property
    void textIsShortAndOfHarmlessCharacters(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));

        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(text).hasSizeLessThanOrEqualTo(all.size() <= 1 ? 128 : 256);
        assertThat(codec("key", "old").encode(Said.token(all))).isEqualTo(text);
    }

    // ---- Tokens that something happened to

    @Property(tries = 200)
    void truncatedAtAnyLengthIsNotRead(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));
        byte[] bytes = bytesOf(text);

        for (int length = 0; length < text.length(); length++) {
            Outcome outcome = codec.read(text.substring(0, length)).outcome();
            assertThat(outcome).isIn(Outcome.EMPTY, Outcome.MALFORMED, Outcome.BAD_SIGNATURE);
            assertThat(outcome == Outcome.EMPTY).isEqualTo(length == 0);
        }
        for (int length = 1; length < bytes.length; length++) {
            Outcome outcome = read(Arrays.copyOf(bytes, length)).outcome();
            assertThat(outcome).isIn(Outcome.MALFORMED, Outcome.BAD_SIGNATURE);
        }
    }

    @Property(tries = 100)
    void anyBitFlippedIsNotRead(@ForAll("said") List<Said> all) {
        byte[] bytes = bytesOf(codec.encode(Said.token(all)));

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(read(flipped)).isEqualTo(refusedAt(bit / 8));
        }
    }

    private static Reading refusedAt(int index) {
        if (index == 0) {
            return new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_VERSION);
        }
        return index < 5
                ? new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_KEY)
                : new Reading(ConsistencyToken.NONE, Outcome.BAD_SIGNATURE);
    }

    @Property(tries = 20)
    void anyOtherCharacterAnywhereIsNotRead(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));

        for (int i = 0; i < text.length(); i++) {
            for (char other : (ALPHABET + "+/= \r\n\0\"%é\ud834").toCharArray()) {
                if (other != text.charAt(i)) {
                    String changed = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(codec.read(changed).outcome()).isNotEqualTo(Outcome.READ);
                }
            }
        }
    }

    @Property
    void withBytesAppendedIsNotRead(@ForAll("said") List<Said> all, @ForAll @Size(min = 1, max = 60) byte[] more) {
        byte[] bytes = bytesOf(codec.encode(Said.token(all)));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, bytes.length, more.length);

        assertThat(read(longer).outcome()).isIn(Outcome.MALFORMED, Outcome.BAD_SIGNATURE);
    }

    @Property
    void withBytesInsertedBeforeTheSignatureIsNotRead(
            @ForAll("said") List<Said> all, @ForAll @Size(min = 1, max = 60) byte[] more) {
        byte[] bytes = bytesOf(codec.encode(Said.token(all)));
        ByteBuffer longer = ByteBuffer.allocate(bytes.length + more.length)
                .put(bytes, 0, bytes.length - TAG)
                .put(more)
                .put(bytes, bytes.length - TAG, TAG);

        assertThat(read(longer.array()).outcome()).isIn(Outcome.MALFORMED, Outcome.BAD_SIGNATURE);
    }

    @Property
    void withAnythingAroundItIsMalformed(
            @ForAll("said") List<Said> all, @ForAll("around") String around, @ForAll boolean before) {
        String text = codec.encode(Said.token(all));

        assertThat(codec.read(before ? around + text : text + around).outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @Property
    void inTheOtherAlphabetIsMalformed(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));
        String other = text.replace('-', '+').replace('_', '/');

        assertThat(codec.read(other).outcome()).isEqualTo(other.equals(text) ? Outcome.READ : Outcome.MALFORMED);
    }

    @Property
    void withSpareBitsSetIsMalformed(@ForAll("said") List<Said> all) {
        String text = codec.encode(Said.token(all));
        int spare = text.length() * 6 % 8;
        int last = ALPHABET.indexOf(text.charAt(text.length() - 1));

        for (int bits = 1; bits < 1 << spare; bits++) {
            String changed = text.substring(0, text.length() - 1) + ALPHABET.charAt(last | bits);
            assertThat(Base64.getUrlDecoder().decode(changed)).isEqualTo(bytesOf(text));
            assertThat(codec.read(changed).outcome()).isEqualTo(Outcome.MALFORMED);
        }
    }

    @Property(tries = 100)
    void ofAnyOtherVersionIsUnknown(@ForAll("said") List<Said> all) {
        byte[] bytes = bytesOf(codec.encode(Said.token(all)));

        IntStream.range(0, 256)
                .filter(version -> version != TokenFormat.VERSION)
                .forEach(version -> {
                    bytes[0] = (byte) version;
                    assertThat(read(bytes))
                            .isEqualTo(new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_VERSION));
                });
    }

    @Property
    void signedByAStrangerIsNotReadEvenIfItNamesOurKey(@ForAll("said") List<Said> all) {
        byte[] ours = bytesOf(codec.encode(ConsistencyToken.NONE));
        byte[] theirs = bytesOf(codec("another key").encode(Said.token(all)));
        assertThat(read(theirs)).isEqualTo(new Reading(ConsistencyToken.UNVERIFIED, Outcome.UNKNOWN_KEY));

        System.arraycopy(ours, 0, theirs, 0, 5);
        assertThat(read(theirs)).isEqualTo(new Reading(ConsistencyToken.NONE, Outcome.BAD_SIGNATURE));
    }

    // ---- Everything else

    @Property(tries = 5000)
    void anyTextHasAnAnswerAndIsNotRead(@ForAll("texts") String text) {
        Reading reading = codec.read(text);

        assertThat(reading.outcome()).isNotEqualTo(Outcome.READ);
        boolean unknown = reading.outcome() == Outcome.UNKNOWN_KEY || reading.outcome() == Outcome.UNKNOWN_VERSION;
        assertThat(reading.token()).isSameAs(unknown ? ConsistencyToken.UNVERIFIED : ConsistencyToken.NONE);
    }

    @Property
    void anyTooLongTextIsNotLookedAt(@ForAll("said") List<Said> all, @ForAll("longTexts") String text) {
        Reading oversized = new Reading(ConsistencyToken.NONE, Outcome.OVERSIZED);

        assertThat(codec.read(text)).isEqualTo(oversized);
        assertThat(codec.read(codec.encode(Said.token(all)) + text)).isEqualTo(oversized);
    }

    @Example
    void theLimitIsFiveHundredAndTwelveCharacters() {
        for (String character : List.of("A", " ", "=", "é")) {
            assertThat(codec.read(character.repeat(512)).outcome()).isNotEqualTo(Outcome.OVERSIZED);
            assertThat(codec.read(character.repeat(513)).outcome()).isEqualTo(Outcome.OVERSIZED);
        }
    }

    @Property(tries = 5000)
    void anyBytesUnderOurVersionAndKeyAreNotRead(@ForAll @Size(max = 379) byte[] bytes) {
        byte[] forged = bytes.clone();
        byte[] ours = bytesOf(codec.encode(ConsistencyToken.NONE));
        System.arraycopy(ours, 0, forged, 0, Math.min(5, forged.length));

        assertThat(read(forged).outcome()).isIn(Outcome.EMPTY, Outcome.MALFORMED, Outcome.BAD_SIGNATURE);
    }

    @Property(tries = 5000)
    void nonsenseThatWeSignedIsNotThrown(@ForAll @Size(min = 2, max = 117) byte[] rest) {
        byte[] ours = bytesOf(codec.encode(ConsistencyToken.NONE));
        byte[] signed = Arrays.copyOf(ours, 13 + rest.length + TAG);
        System.arraycopy(rest, 0, signed, 13, rest.length);
        signed[13] = (byte) (rest[0] & 3);
        signed[14] = (byte) (rest[1] & 7);
        new TokenKey(Fixtures.secret("key"), "replicated-token").sign(signed);

        assertThat(read(signed).outcome()).isIn(Outcome.MALFORMED, Outcome.READ);
    }

    @Property
    void moreThanWeWriteIsMalformedEvenIfWeSignedIt(
            @ForAll("said") List<Said> all, @ForAll @Size(min = 1, max = 60) byte[] more) {
        byte[] bytes = bytesOf(codec.encode(Said.token(all)));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, bytes.length - TAG, more.length);
        new TokenKey(Fixtures.secret("key"), "replicated-token").sign(longer);

        assertThat(read(longer)).isEqualTo(new Reading(ConsistencyToken.NONE, Outcome.MALFORMED));
    }

    // ---- Made up

    private Reading read(byte[] bytes) {
        return codec.read(Base64Url.encode(bytes));
    }

    private static byte[] bytesOf(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    @Provide
    Arbitrary<List<Said>> said() {
        return Said.upTo(TokenFormat.MOST_ENTRIES);
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.of(
                "=", "==", " ", "\t", "\n", "\r\n", "\0", "%00", "\"", ";", ",", "+", "/", "é", "\ud834", "\ufeff");
    }

    @Provide
    Arbitrary<String> texts() {
        StringArbitrary any = Arbitraries.strings().withCharRange('\0', '\uffff');
        Arbitrary<String> ascii = Arbitraries.strings().ascii();
        Arbitrary<String> shaped = Arbitraries.strings().withChars(ALPHABET).ofMaxLength(520);
        Arbitrary<String> broken = Combinators.combine(shaped, any.ofMaxLength(3), shaped)
                .as((head, middle, tail) -> head + middle + tail);
        return Arbitraries.oneOf(any, ascii, shaped, broken);
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('\0', '\uffff')
                        .ofMinLength(513)
                        .ofMaxLength(2000),
                Arbitraries.strings().withChars(ALPHABET).ofMinLength(513).ofMaxLength(2000),
                Arbitraries.strings().withChars(' ', '\n').ofMinLength(513).ofMaxLength(2000));
    }
}
