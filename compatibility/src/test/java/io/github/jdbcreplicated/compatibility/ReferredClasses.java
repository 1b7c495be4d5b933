package io.github.jdbcreplicated.compatibility;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of other projects that a class file refers to, in code, signatures and annotations. */
final class ReferredClasses {
    private static final Pattern FOREIGN =
            Pattern.compile("(?:org/springframework|com/zaxxer|io/micrometer|jakarta)/[\\w/$]+");

    private ReferredClasses() {}

    static Set<String> in(InputStream classFile) throws IOException {
        Set<String> names = new TreeSet<>();
        DataInputStream data = new DataInputStream(classFile);
        data.readInt();
        data.readInt();
        int constants = data.readUnsignedShort();
        for (int index = 1; index < constants; index++) {
            int tag = data.readUnsignedByte();
            if (tag == 1) {
                addAll(names, data.readUTF());
            } else {
                data.skipNBytes(lengthOf(tag));
            }
            if (tag == 5 || tag == 6) {
                index++; // long and double take two entries
            }
        }
        return names;
    }

    private static void addAll(Set<String> names, String text) {
        Matcher matcher = FOREIGN.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group().replace('/', '.'));
        }
    }

    /** JVMS 4.4: what follows the tag of a constant, in bytes. */
    private static int lengthOf(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalStateException("unknown constant " + tag);
        };
    }
}
