package io.github.jdbcreplicated.demo.start;

/** The demo cannot start, for a reason that whoever starts it can change. */
final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    StartFailedException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    StartFailedException(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
