package io.github.jdbcreplicated.servlet.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** The writer of a {@link StagedResponse}. */
final class StagedWriter extends PrintWriter {
    private final StagedResponse response;

    StagedWriter(StagedResponse response) {
        super(new Staged(response));
        this.response = response;
    }

    @Override
    public boolean checkError() {
        return super.checkError() || response.realWriterFailed();
    }

    private static final class Staged extends Writer {
        private final StagedResponse response;

        Staged(StagedResponse response) {
            this.response = response;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            switch (response.makeRoom(length)) {
                case STAGE -> response.body().write(characters, offset, length);
                case PASS -> response.realWriter().write(characters, offset, length);
                case DROP -> {}
            }
        }

        @Override
        public void flush() throws IOException {
            if (response.releaseForFlush()) {
                response.realWriter().flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (response.releaseForClose()) {
                response.realWriter().close();
            }
        }
    }
}
