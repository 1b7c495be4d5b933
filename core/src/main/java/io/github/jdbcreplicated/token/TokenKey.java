package io.github.jdbcreplicated.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jdbcreplicated.token.ClusterKey.Named;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is computed with one secret. Thread-safe.
 *
 * <p>The secret itself is used for nothing but to derive, by HMAC, one key for each use; so nothing that leaves in one place
 * says anything of another.
 */
final class TokenKey {
    /** Bytes of a signature: 128 bits, the least that RFC 2104 §5 allows of SHA-256. */
    static final int TAG_BYTES = 16;

    /**
     * How many clusters are remembered. An application has few; a caller that makes names up shall not fill the memory. A
     * few threads at a time may exceed it by one each.
     */
    static final int REMEMBERED = 64;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PROTOCOL = "io.github.jdbcreplicated token: ";

    private final int id;
    private final SecretKeySpec clusterKey;
    private final SecretKeySpec signatureKey;

    /** Never fed, but copied: to make one for each token would have Java look through its providers each time. */
    private final Mac signature;

    /** What {@link #idOf} was asked; written by any thread that asks first, never removed from. */
    private final Map<Named, Long> ids = new ConcurrentHashMap<>();

    /**
     * @param purpose what this key's signatures are good for; the ids do not depend on it
     */
    TokenKey(byte[] secret, String purpose) {
        SecretKeySpec root = new SecretKeySpec(secret, ALGORITHM);
        this.id = ByteBuffer.wrap(hmac(root, PROTOCOL + "key id")).getInt();
        this.clusterKey = new SecretKeySpec(hmac(root, PROTOCOL + "cluster id"), ALGORITHM);
        this.signatureKey = new SecretKeySpec(hmac(root, PROTOCOL + "signature for " + purpose), ALGORITHM);
        this.signature = mac(signatureKey);
    }

    /** Which key this is, without telling anything of it; the same in every process. */
    int id() {
        return id;
    }

    /** The cluster's name in tokens under this key. */
    long idOf(String cluster, String system) {
        return idOf(new Named(cluster, system));
    }

    long idOf(Named cluster) {
        Long known = ids.get(cluster);
        if (known != null) {
            return known;
        }
        long computed = compute(cluster);
        if (ids.size() < REMEMBERED) {
            ids.put(cluster, computed);
        }
        return computed;
    }

    /** The clusters whose id was asked for. */
    Set<Named> met() {
        return ids.keySet();
    }

    boolean hasMet(long clusterId) {
        return ids.containsValue(clusterId);
    }

    /** Whether both name clusters alike, because they were made of one secret. */
    boolean namesLike(TokenKey other) {
        return this == other || clusterKey.equals(other.clusterKey);
    }

    /** Writes the signature of all bytes but the last {@link #TAG_BYTES} there. */
    void sign(byte[] message) {
        System.arraycopy(tagOf(message), 0, message, message.length - TAG_BYTES, TAG_BYTES);
    }

    /** Whether the last bytes are what {@link #sign} writes. The time that this takes does not depend on them. */
    boolean hasSigned(byte[] message) {
        byte[] claimed = Arrays.copyOfRange(message, message.length - TAG_BYTES, message.length);
        return MessageDigest.isEqual(Arrays.copyOf(tagOf(message), TAG_BYTES), claimed);
    }

    private byte[] tagOf(byte[] message) {
        Mac mac = signature();
        mac.update(message, 0, message.length - TAG_BYTES);
        return mac.doFinal();
    }

    private Mac signature() {
        try {
            return (Mac) signature.clone();
        } catch (CloneNotSupportedException e) { // not every provider's can be copied
            return mac(signatureKey);
        }
    }

    private long compute(Named cluster) {
        byte[] name = cluster.cluster().getBytes(UTF_8);
        Mac mac = mac(clusterKey);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, name.length));
        mac.update(name);
        mac.update(cluster.system().getBytes(UTF_8));
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        return mac(key).doFinal(text.getBytes(UTF_8));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ", which every Java has to have", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenKey[***]";
    }
}
