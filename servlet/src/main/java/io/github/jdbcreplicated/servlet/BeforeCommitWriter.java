package io.github.jdbcreplicated.servlet;

import java.io.PrintWriter;
import java.io.Writer;

/** The writer of a {@link BeforeCommitResponse}. */
final class BeforeCommitWriter extends PrintWriter {
    private final PrintWriter delegate;

    BeforeCommitWriter(PrintWriter delegate, EncodedLength length, BeforeCommitResponse response) {
        super(new Watched(delegate, length, response));
        this.delegate = delegate;
    }

    @Override
    public boolean checkError() {
        return super.checkError() || delegate.checkError();
    }

    private static final class Watched extends Writer {
        private final PrintWriter delegate;
        private final EncodedLength length;
        private final BeforeCommitResponse response;

        Watched(PrintWriter delegate, EncodedLength length, BeforeCommitResponse response) {
            this.delegate = delegate;
            this.length = length;
            this.response = response;
        }

        @Override
        public void write(int c) {
            response.bodyGrows(length.of((char) c));
            delegate.write(c);
        }

        @Override
        public void write(char[] characters, int offset, int count) {
            response.bodyGrows(length.of(characters, offset, count));
            delegate.write(characters, offset, count);
        }

        @Override
        public void write(String text, int offset, int count) {
            response.bodyGrows(length.of(text, offset, count));
            delegate.write(text, offset, count);
        }

        @Override
        public void flush() {
            response.headersLeave();
            delegate.flush();
        }

        @Override
        public void close() {
            response.headersLeave();
            delegate.close();
        }
    }
}
