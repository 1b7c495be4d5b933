package io.github.jdbcreplicated.servlet.replay;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A content type and its encoding as the application sees them while the response is held back. */
final class StagedType {
    private static final String CHARSET = "charset=";

    private @Nullable String type;
    private @Nullable String encoding;

    /** Whether the encoding was asked for, so that it shows in the type. */
    private boolean explicit;

    /** Whether a writer was made, which fixes the encoding. */
    private boolean fixed;

    StagedType(@Nullable String type, @Nullable String encoding) {
        set(type);
        if (!explicit) {
            this.encoding = encoding;
        }
    }

    void set(@Nullable String value) {
        int at = value == null ? -1 : value.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (value == null || at < 0) {
            type = value;
            return;
        }
        int semicolon = value.lastIndexOf(';', at);
        type = value.substring(0, semicolon < 0 ? at : semicolon).trim();
        String rest = value.substring(at + CHARSET.length());
        int end = rest.indexOf(';');
        setEncoding((end < 0 ? rest : rest.substring(0, end)).replace("\"", "").trim());
    }

    void setEncoding(@Nullable String value) {
        if (!fixed) {
            encoding = value;
            explicit = value != null;
        }
    }

    void fixEncoding() {
        explicit = true;
        encoding = encoding();
        fixed = true;
    }

    /** Of a reset response, which may have another. */
    void releaseEncoding() {
        fixed = false;
    }

    /** ISO-8859-1 unless somebody said otherwise, as the servlet specification has it. */
    String encoding() {
        return encoding == null ? "ISO-8859-1" : encoding;
    }

    @Nullable
    String full() {
        return type == null || !explicit ? type : type + ";charset=" + encoding;
    }
}
