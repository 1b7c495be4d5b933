package io.github.jdbcreplicated.token;

import io.github.jdbcreplicated.token.ClusterKey.Keyed;
import io.github.jdbcreplicated.token.ConsistencyToken.Elsewhere;
import io.github.jdbcreplicated.token.ConsistencyToken.Entry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where which bytes are, all numbers big-endian:
 *
 * <pre>
 * version 1, key id 4                                          in the clear, what any version begins with
 * issued at 8 (ms since 1970), elsewhere 1, number of entries 1
 * per entry: parts 1, cluster 8 [, timeline 4, LSN 8] [, seen on 8]
 * signature 16                                                 of all before it, what any version ends with
 * </pre>
 *
 * <p>An unknown position is timeline 0, LSN 0.
 */
final class TokenFormat {
    static final byte VERSION = 1;

    /** How many clusters a token may speak of. */
    static final int MOST_ENTRIES = 4;

    /** Version and key id, and a signature: what is less is no token of any version. */
    static final int LEAST_OF_ANY_VERSION = 1 + 4 + TokenKey.TAG_BYTES;

    private static final int HEADER = 1 + 4;
    private static final int AROUND_ENTRIES = HEADER + 8 + 1 + 1 + TokenKey.TAG_BYTES;
    private static final int HAS_POSITION = 1;
    private static final int HAS_SEEN_ON = 2;
    private static final int MOST_OF_ENTRY = lengthOfEntry(HAS_POSITION | HAS_SEEN_ON);

    private TokenFormat() {}

    /** Signed bytes. */
    static byte[] write(TokenKey signer, Instant issuedAt, Elsewhere elsewhere, List<Entry> entries) {
        int length = entries.stream()
                .mapToInt(entry -> lengthOfEntry(partsOf(entry)))
                .reduce(AROUND_ENTRIES, Integer::sum);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.put(VERSION).putInt(signer.id()).putLong(issuedAt.toEpochMilli());
        bytes.put(codeOf(elsewhere)).put((byte) entries.size());
        entries.forEach(entry -> write(bytes, signer, entry));
        signer.sign(bytes.array());
        return bytes.array();
    }

    private static void write(ByteBuffer bytes, TokenKey signer, Entry entry) {
        if (!(entry.key() instanceof Keyed cluster) || cluster.key() != signer) {
            throw new IllegalStateException("An entry does not name its cluster by the key that signs");
        }
        bytes.put((byte) partsOf(entry)).putLong(cluster.id());
        Position position = entry.position();
        if (position != null) {
            Position written = position.isKnown() ? position : Position.UNKNOWN;
            bytes.putInt(written.timeline()).putLong(written.lsn());
        }
        if (entry.seenOn() != 0) {
            bytes.putLong(entry.seenOn());
        }
    }

    static byte versionOf(byte[] bytes) {
        return bytes[0];
    }

    static int keyIdOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    /** Whether a token of this version may have that many bytes. */
    static boolean mayHaveLength(int length) {
        return length >= AROUND_ENTRIES && length <= AROUND_ENTRIES + MOST_ENTRIES * MOST_OF_ENTRY;
    }

    /** What bytes say whose length and signature have been checked; null where they are not as {@link #write} makes them. */
    static @Nullable ConsistencyToken read(byte[] bytes, TokenKey key) {
        ByteBuffer body = ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER - TokenKey.TAG_BYTES);
        Instant issuedAt = Instant.ofEpochMilli(body.getLong());
        Elsewhere elsewhere = elsewhereOf(body.get());
        int count = body.get();
        if (elsewhere == null || count < 0 || count > MOST_ENTRIES) {
            return null;
        }
        List<Entry> entries = new ArrayList<>(count);
        while (entries.size() < count) {
            Entry entry = readEntry(body, key);
            if (entry == null) {
                return null;
            }
            entries.add(entry);
        }
        return body.hasRemaining() ? null : ConsistencyToken.read(entries, elsewhere, issuedAt);
    }

    private static @Nullable Entry readEntry(ByteBuffer body, TokenKey key) {
        int parts = body.hasRemaining() ? body.get(body.position()) : 0;
        if (parts < HAS_POSITION || parts > (HAS_POSITION | HAS_SEEN_ON) || body.remaining() < lengthOfEntry(parts)) {
            return null;
        }
        long cluster = body.position(body.position() + 1).getLong();
        Position position = (parts & HAS_POSITION) == 0 ? null : new Position(body.getInt(), body.getLong());
        long seenOn = (parts & HAS_SEEN_ON) == 0 ? 0 : body.getLong();
        return new Entry(new Keyed(key, cluster), position, seenOn);
    }

    private static byte codeOf(Elsewhere elsewhere) {
        return switch (elsewhere) {
            case NOTHING -> 0;
            case UNKNOWN -> 1;
            case UNVERIFIED -> 2;
        };
    }

    private static @Nullable Elsewhere elsewhereOf(byte code) {
        return switch (code) {
            case 0 -> Elsewhere.NOTHING;
            case 1 -> Elsewhere.UNKNOWN;
            case 2 -> Elsewhere.UNVERIFIED;
            default -> null;
        };
    }

    private static int partsOf(Entry entry) {
        return (entry.position() == null ? 0 : HAS_POSITION) | (entry.seenOn() == 0 ? 0 : HAS_SEEN_ON);
    }

    private static int lengthOfEntry(int parts) {
        return 1 + 8 + ((parts & HAS_POSITION) == 0 ? 0 : 4 + 8) + ((parts & HAS_SEEN_ON) == 0 ? 0 : 8);
    }
}
