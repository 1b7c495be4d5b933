package io.github.jdbcreplicated.boot;

/** The configuration cannot be used as it is; the application does not start. */
public final class ReplicationSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    /** Creates the exception: {@code problem} names setting, value and what is allowed, {@code remedy} what to change. */
    public ReplicationSettingException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** As above, with the failure that told us. */
    public ReplicationSettingException(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** What to change, for people. */
    public String remedy() {
        return remedy;
    }
}
